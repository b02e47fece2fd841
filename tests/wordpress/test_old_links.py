"""Addresses of the old site lead with one 301 to what is here now."""

from urllib.parse import unquote

import pytest
from django.test import Client
from wagtail.models import Page

from blog.models import Category
from cms.consent import People
from cms.media.models import Document
from cms.media.tasks import make_renditions
from home.wordpress.links.paths import old_paths
from home.wordpress.models import ImportedItem
from tests.factories import PDF, BlogIndexPageFactory, home_page, jpeg
from tests.wordpress.exports import move_in
from tests.wordpress.old_links import CHINESE, HIDDEN, HOSTILE, MAY, OCTOBER, TABLE, UNKNOWN, parts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def old_site(shared, search_index, tmp_path_factory):
    BlogIndexPageFactory(parent=home_page())
    folder = tmp_path_factory.mktemp("old")
    files = folder / "uploads/2016/01"
    files.mkdir(parents=True)
    for number, name in enumerate(("rally.jpg", "face-e1454000000000.jpg", "large-scaled.jpg")):
        (files / name).write_bytes(jpeg(600, 400 + number))
    (files / "letter.pdf").write_bytes(PDF)
    move_in(folder, *parts(), uploads=folder / "uploads")
    picture = thing(51, "attachment")
    picture.people = People.NOBODY
    picture.save()
    make_renditions.call(picture.pk)
    thing(73).delete()
    Page.objects.filter(pk=thing(74).pk).update(expire_at="2020-01-01T00:00:00Z")


@pytest.fixture(autouse=True)
def news(old_site) -> None:
    """The module has its own."""


def thing(number: int, kind: str = "post"):
    return ImportedItem.objects.get(kind=kind, key=str(number)).thing


def led(address: str) -> str:
    """Where a stranger ends up: one 301 at most, then a page."""
    client = Client()
    answer = client.get(address)
    if answer.status_code == 404:
        return "404"
    assert answer.status_code == 301, address
    there = answer["Location"]
    if not there.startswith("/media/"):
        assert client.get(there).status_code == 200, there
    return unquote(there)


@pytest.mark.parametrize("address", TABLE)
def test_an_old_address_leads_to_what_is_here(address):
    if address == "/both/":  # the page has it here too
        assert Client().get(address).status_code == 200
        return
    assert led(address) == TABLE[address]


@pytest.mark.parametrize("name", ["letter.pdf"])
def test_a_pdf_leads_to_its_document(name):
    document = Document.objects.get()
    assert led(f"/wp-content/uploads/2016/01/{name}") == document.url


@pytest.mark.parametrize(
    ("size", "width"), [("", 600), ("-300x200", 480), ("-1024x683", 600), ("-scaled", 600)]
)
def test_a_picture_leads_to_a_size_of_it(size, width):
    where = led(f"/wp-content/uploads/2016/01/rally{size}.jpg")
    [rendition] = [each for each in thing(51, "attachment").renditions.all() if each.url == where]
    assert (rendition.width, rendition.filter_spec.split("format-")[1][:4]) == (width, "jpeg")


def test_a_picture_that_waits_leads_to_no_file():
    picture = thing(52, "attachment")
    make_renditions.call(picture.pk)
    assert led("/wp-content/uploads/2016/01/face.jpg") == MAY


@pytest.mark.parametrize("address", [*HIDDEN, *UNKNOWN])
def test_what_is_hidden_answers_as_what_never_was(address):
    answer = Client().get(address)
    assert answer.status_code == 404
    assert "Location" not in answer


@pytest.mark.parametrize("address", HOSTILE)
def test_nothing_that_is_asked_breaks_or_leads_away(address):
    answer = Client().get(address)
    assert answer.status_code < 500
    assert answer.get("Location", "/").startswith("/")
    assert not answer.get("Location", "/").startswith(("//", "/\\"))


def test_words_with_signs_of_addresses_stay_words():
    assert Client().get("/?s=//evil.example/%26x=1")["Location"] == "/search/?q=%2F%2Fevil.example%2F%26x%3D1"


@pytest.mark.parametrize(
    "path",
    [
        "/wp-login.php",
        "/wp-admin/",
        "/wp-admin/x.php",
        "/wp-json/wp/v2/users",
        "/xmlrpc.php",
        "/blog/wp-login.php",
    ],
)
def test_doors_of_wordpress_are_gone_without_a_look(path, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Client().get(path).status_code == 410


@pytest.mark.parametrize("path", ["/", "/news/", OCTOBER, "/?utm_source=mail"])
def test_what_is_here_pays_nothing(path, monkeypatch):
    def refuse(*args):
        raise AssertionError("looked")

    monkeypatch.setattr("home.wordpress.links.middleware.lead_from", refuse)
    assert Client().get(path).status_code == 200


def test_a_hit_takes_few_queries(client, django_assert_max_num_queries):
    client.get("/october-roundup-3/")
    # Wagtail's way to a page: five. Then the old site, the address in it, the gate, an editor's redirect.
    with django_assert_max_num_queries(9):
        assert client.get("/october-roundup-3/").status_code == 301


def test_an_editors_redirect_goes_first(client):
    from wagtail.contrib.redirects.models import Redirect

    Redirect.add_redirect("/october-roundup-3", "/news/")
    assert client.get("/october-roundup-3/")["Location"] == "/news/"


def test_a_category_that_was_deleted_here_leads_nowhere(client):
    food = Category.objects.get(slug="food")
    food.posts.clear()
    food.delete()
    assert client.get("/category/food/").status_code == 404


def test_only_readers_are_led(client):
    assert client.post("/october-roundup-3/").status_code in (404, 405)


@pytest.mark.parametrize("path", ["/10675/february-roundup-3/", "/?cat=130", f"/{CHINESE}/"])
def test_the_api_knows_the_same_rules(client, path):
    answer = client.get("/api/v2/redirects/", {"path": path}).json()
    assert (unquote(answer["target"]), answer["is_permanent"]) == (TABLE[path], True)


@pytest.mark.parametrize("path", ["/a-private/", "/?p=70", "/never-there/"])
def test_the_api_says_nothing_of_what_is_hidden(client, path):
    assert client.get("/api/v2/redirects/", {"path": path}).status_code == 404


def test_a_tag_that_only_a_post_names_leads_to_the_search(client):
    assert client.get("/tag/of-a-post/")["Location"] == "/search/?q=Only+here"


def test_a_file_that_never_came_leads_to_the_page_that_names_it(client):
    assert client.get("/wp-content/uploads/2018/never.pdf")["Location"] == OCTOBER


def test_places_without_a_server_hear_of_visible_things_alone():
    found = set(old_paths())
    assert {"/10675/february-roundup-3/", "/category/ru-opinion/", "/author/j-doe/"} <= found
    assert not {"/a-draft/", "/a-private/", "/in-the-bin/", "/deleted-here/", "/over/"} & found


@pytest.mark.parametrize("address", [f"/x{'/1' * times}/" for times in (5, 19, 450, 900)])
def test_a_long_unknown_address_costs_no_more_than_a_short_one(
    client, address, django_assert_max_num_queries
):
    with django_assert_max_num_queries(25):
        assert client.get(address).status_code == 404
    with django_assert_max_num_queries(25):
        assert client.get("/api/v2/redirects/", {"path": address}).status_code == 404
