"""Wagtail's content checker with our checks: what editors' browsers are told to look for."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from cms import weight
from cms.checker import BARE_ADDRESS, FILE_NAME, VAGUE
from tests.factories import BlogPageFactory, ImageFactory

pytestmark = pytest.mark.django_db
# What \p{P} and \p{S} of JavaScript are, near enough for these words.
VAGUE_IN_PYTHON = VAGUE.replace(r"\p{P}\p{S}", r".,:;!?…»›→。，！：؟۔")


def configuration(client, path: str) -> dict:
    """What the checker on a page is told."""
    page = BeautifulSoup(client.get(path).content, "html.parser")
    return json.loads(page.find(id="checker-axe-configuration").string)


def options(found: dict, check: str) -> dict:
    return next(item["options"] for item in found["spec"]["checks"] if item["id"] == check)


@pytest.mark.parametrize(
    "words", ["here", "Click here", " READ MORE… ", "Here.", "按此", "→ 更多", "یہاں", "مزید پڑھیں۔"]
)
def test_words_that_say_nothing_are_found(words):
    assert re.search(VAGUE_IN_PYTHON, words, re.IGNORECASE)


@pytest.mark.parametrize(
    "words", ["the petition of 2017", "Here we stand", "更多關於請願的消息", "مزید خبریں اور خطوط"]
)
def test_words_that_say_where_they_lead_are_left_alone(words):
    assert not re.search(VAGUE_IN_PYTHON, words, re.IGNORECASE)


@pytest.mark.parametrize(
    ("words", "is_bare"),
    [
        ("https://example.org/a", True),
        ("www.example.org", True),
        ("example.org/news", True),
        ("example.org in English", False),
        ("the union", False),
    ],
)
def test_an_address_in_the_place_of_words_is_found(words, is_bare):
    assert bool(re.search(BARE_ADDRESS, words, re.IGNORECASE)) is is_bare


@pytest.mark.parametrize(
    "words", ["IMG_2041.jpg", "boat.webp", "DSC 0412", "20170227", "two_coats", "Screenshot 2017-02-27"]
)
def test_an_alternative_text_that_is_a_file_name_is_found(words):
    assert re.search(FILE_NAME, words, re.IGNORECASE)


@pytest.mark.parametrize(
    "words", ["", "A boat", "Photo of a boat", "一艘船", "بندرگاہ میں کشتی", "Picture 3 of a march"]
)
def test_an_alternative_text_of_words_is_left_alone(words):
    assert not re.search(FILE_NAME, words, re.IGNORECASE)


def test_an_editor_on_the_site_gets_our_checks_and_their_script(admin_client):
    BlogPageFactory(slug="rent")
    found = configuration(admin_client, "/news/rent/")
    assert {"link-text", "picture-without-words", "page-weight"} <= set(found["options"]["runOnly"])
    assert {rule["id"] for rule in found["spec"]["rules"]} <= set(found["messages"])
    assert "cms/admin/checker.js" in admin_client.get("/news/rent/").content.decode()


def test_the_editor_gets_our_checks_and_messages(admin_client):
    post = BlogPageFactory()
    found = configuration(admin_client, f"/admin/pages/{post.pk}/edit/")
    assert found["messages"]["link-text"]["error_name"] == "The words of a link do not say where it leads"
    assert options(found, "page-is-light")["bytes"] == 0


def test_the_checker_knows_what_the_page_weighs(admin_client):
    post = BlogPageFactory(slug="rent", lead_picture=ImageFactory())
    asked = options(configuration(admin_client, "/news/rent/"), "page-is-light")
    assert asked == {"bytes": weight.weigh(post).total, "limit": 200 * 1024}


def test_a_visitor_gets_nothing_of_it(client):
    BlogPageFactory(slug="rent")
    page = client.get("/news/rent/").content.decode()
    assert "checker" not in page


def test_a_picture_that_is_only_decoration_is_not_asked_for_words(client):
    image = ImageFactory()
    pictures = [("picture", {"picture": image, "decorative": is_so}) for is_so in (True, False)]
    BlogPageFactory(slug="rent", body=pictures)
    page = BeautifulSoup(client.get("/news/rent/").content, "html.parser")
    shown = page.select("figure .picture")
    assert ["picture--decorative" in picture["class"] for picture in shown] == [True, False]
    assert [picture.img["alt"] for picture in shown] == ["", "A boat in the harbour"]


@pytest.mark.parametrize(("people", "waiting"), [("", 1), ("nobody", 0)])
def test_pictures_that_wait_are_told(admin_client, people, waiting):
    BlogPageFactory(slug="rent", lead_picture=ImageFactory(people=people, has_renditions=False))
    asked = options(configuration(admin_client, "/news/rent/"), "pictures-may-be-shown")
    assert asked == {"waiting": waiting}
