"""The language is in the address, and nowhere else."""

import datetime
import re

import pytest

from cms import languages
from tests.factories import (
    BlogPageFactory,
    NavigationFactory,
    StandardPageFactory,
    home_page,
    locale,
    news,
    published,
)

pytestmark = pytest.mark.django_db


def html_tag(answer) -> str:
    return re.search(r"<html[^>]*>", answer.content.decode()).group()


def translated(page, code: str, **fields: object):
    """The page in another language, live, below its translated parents."""
    translation = page.copy_for_translation(locale(code))
    for name, value in fields.items():
        setattr(translation, name, value)
    return published(translation)


@pytest.mark.parametrize(("code", "tag", "direction"), [("zh-hant", "zh-Hant", "ltr"), ("ur", "ur", "rtl")])
def test_a_translated_page_is_served_under_its_prefix(client, code, tag, direction):
    home_page(code)
    about = StandardPageFactory(slug="about", title="About us")
    translated(about, code, title="Translated")
    for address in (f"/{code}/", f"/{code}/about/", f"/{code}/search/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert f'lang="{tag}"' in html_tag(answer)
        assert f'dir="{direction}"' in html_tag(answer)
    assert "Translated" in client.get(f"/{code}/about/").content.decode()


def test_the_default_language_has_no_prefix(client):
    about = StandardPageFactory(slug="about")
    assert about.get_url() == "/about/"
    answer = client.get("/about/")
    assert 'lang="en"' in html_tag(answer)
    assert 'dir="ltr"' in html_tag(answer)
    assert client.get("/en/about/").headers["Location"] == "/about/"


def test_a_page_that_is_not_translated_is_not_shown_in_two_places(client):
    home_page("ur")
    StandardPageFactory(slug="about", title="About us")
    assert client.get("/ur/about/").status_code == 404


def test_where_no_home_page_is_translated_an_address_leads_to_the_original(client):
    locale("ur")
    StandardPageFactory(slug="about")
    news()
    for asked, own in (("/ur/", "/"), ("/ur/about/", "/about/"), ("/ur/news/", "/news/")):
        answer = client.get(asked)
        assert (answer.status_code, answer["Location"]) == (302, own)


@pytest.mark.parametrize("code", ["pa", "hi", "so", "fil"])
def test_a_language_that_the_site_does_not_speak_leads_to_the_default_one(client, code):
    StandardPageFactory(slug="about")
    assert client.get(f"/{code}/")["Location"] == "/"
    assert client.get(f"/{code}/about/")["Location"] == "/about/"


@pytest.mark.parametrize("prefix", ["de", "xx", "ur-pk-x", "zh", "UR2"])
def test_an_unknown_prefix_leads_nowhere(client, prefix):
    home_page("ur")
    assert client.get(f"/{prefix}/").status_code == 404


def test_a_draft_translation_is_not_served(client):
    home_page("ur")
    StandardPageFactory(slug="about").copy_for_translation(locale("ur"))
    assert client.get("/ur/about/").status_code == 404


def test_a_page_leads_to_its_translations(client):
    home_page("ur")
    about = StandardPageFactory(slug="about")
    translated(about, "ur")
    page = client.get("/about/").content.decode()
    assert 'href="http://localhost/ur/about/"' in page
    link = re.search(r'<a[^>]*href="/ur/about/"[^>]*>', page).group()
    assert 'lang="ur"' in link
    assert "اردو" in page


def test_the_address_in_the_own_language_is_the_canonical_one(client):
    home_page("ur")
    translated(StandardPageFactory(slug="about"), "ur")
    page = client.get("/ur/about/").content.decode()
    assert '<link rel="canonical" href="http://localhost/ur/about/">' in page


def test_the_sitemap_holds_every_language(client):
    home_page("ur")
    home_page("zh-hant")
    index = client.get("/sitemap.xml").content.decode()
    for code, address in (("en", "/"), ("ur", "/ur/"), ("zh-hant", "/zh-hant/")):
        assert f"<loc>http://localhost/sitemap-{code}.xml</loc>" in index
        sitemap = client.get(f"/sitemap-{code}.xml").content.decode()
        assert f"<loc>http://localhost{address}</loc>" in sitemap


def test_each_language_has_its_own_news(client):
    home_page("ur")
    BlogPageFactory(title="English post")
    BlogPageFactory(title="Urdu post", parent=news("ur"))
    assert "Urdu post" not in client.get("/news/").content.decode()
    assert "English post" not in client.get("/ur/news/").content.decode()
    assert "Urdu post" in client.get("/ur/news/").content.decode()


def test_menus_are_in_the_language_of_the_page_and_else_in_the_default_one(client):
    home_page("ur")
    home_page("zh-hant")
    NavigationFactory(site_name="Refugee Union")
    NavigationFactory(site_name="پناہ گزین یونین", locale=locale("ur"))
    assert "پناہ گزین یونین" in client.get("/ur/").content.decode()
    assert "Refugee Union" in client.get("/zh-hant/").content.decode()


@pytest.mark.parametrize(
    ("code", "written"), [("en", "27 February 2017"), ("zh-hant", "2017年2月27日"), ("ur", "27 فروری 2017")]
)
def test_dates_are_written_as_people_of_the_language_do(client, code, written):
    home_page(code)
    post = BlogPageFactory(parent=news(code), date=datetime.date(2017, 2, 27))
    page = client.get(post.get_url()).content.decode()
    assert f'<time datetime="2017-02-27">{written}</time>' in page


def test_a_page_of_another_language_says_so_where_it_is_found(client, search_index):
    home_page("ur")
    translated(StandardPageFactory(slug="about", title="Original"), "ur", title="Zanzibar")
    assert "/ur/about/" in client.get("/search/?q=Zanzibar").content.decode()


@pytest.mark.parametrize(
    ("code", "tag"),
    [("en", "en"), ("zh-hant", "zh-Hant"), ("zh-hans", "zh-Hans"), ("fil", "fil"), ("ur", "ur")],
)
def test_a_tag_is_written_as_browsers_know_it(code, tag):
    assert languages.html_lang(code) == tag


@pytest.mark.parametrize(
    ("code", "name"), [("ur", "اردو"), ("so", "Soomaali"), ("zh-hant", "繁體中文"), ("de", "Deutsch")]
)
def test_a_language_has_its_own_name(code, name):
    assert languages.native_name(code) == name


@pytest.mark.parametrize("code", [code for code, _ in languages.language_choices() if code != "en"])
def test_every_language_that_can_be_chosen_can_have_pages(client, code):
    home = home_page(code)
    answer = client.get(home.get_url())
    assert answer.status_code == 200
    assert f'lang="{languages.html_lang(code)}"' in html_tag(answer)


def test_every_language_that_can_be_chosen_has_a_direction():
    directions = {code: languages.direction(code) for code, _ in languages.language_choices()}
    assert {code for code, direction in directions.items() if direction == "rtl"} == {"ur", "ar"}
