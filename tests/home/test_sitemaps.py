"""The sitemaps as search engines get them."""

import xml.etree.ElementTree as ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cms.test_visibility import WAYS_TO_HIDE
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    StandardPageFactory,
    home_page,
    locale,
    news,
    published,
)

pytestmark = pytest.mark.django_db
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def parsed(client, path: str) -> ElementTree.Element:
    return ElementTree.fromstring(client.get(path).content)  # noqa: S314  # our own answer


def addresses(client, path: str) -> list[str]:
    """The addresses of a sitemap or of the index, without the site's name."""
    found = parsed(client, path).findall("*/s:loc", SPACES)
    return [address.text.removeprefix("http://localhost") for address in found]


def alternates(client, path: str, address: str) -> dict[str, str]:
    for entry in parsed(client, path).findall("s:url", SPACES):
        if entry.find("s:loc", SPACES).text == f"http://localhost{address}":
            return {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", SPACES)}
    return {}


def test_the_index_names_a_sitemap_for_each_language(client):
    home_page("ur"), home_page("zh-hant"), locale("fr")
    expected = {"/sitemap-en.xml", "/sitemap-ur.xml", "/sitemap-zh-hant.xml"}
    assert set(addresses(client, "/sitemap.xml")) == expected
    for path in expected:
        assert client.get(path)["Content-Type"] == "application/xml; charset=utf-8"


def test_a_sitemap_holds_the_pages_and_archives_of_its_language(client):
    home_page("ur")
    amina, housing = AuthorFactory(slug="amina"), CategoryFactory(slug="housing")
    AuthorFactory(slug="nobody"), CategoryFactory(slug="empty")
    letter = ("petition", {"document": None, "addressee": "Office", "state": "sent"})
    BlogPageFactory(slug="rent", byline=amina, categories=[housing], body=[letter])
    StandardPageFactory(slug="about", parent=home_page("ur"))
    assert set(addresses(client, "/sitemap-en.xml")) == {
        "/",
        "/news/",
        "/news/rent/",
        "/news/author/amina/",
        "/news/category/housing/",
        "/news/petitions/",
    }
    assert set(addresses(client, "/sitemap-ur.xml")) == {"/ur/", "/ur/about/"}


def test_an_entry_names_its_translations_and_the_one_for_everybody_else(client):
    home_page("ur")
    housing = CategoryFactory(slug="housing")
    urdu = housing.copy_for_translation(locale("ur"))
    urdu.slug = "ghar"
    urdu.save()
    rent = BlogPageFactory(slug="rent", categories=[housing])
    published(news().copy_for_translation(locale("ur")))
    published(rent.copy_for_translation(locale("ur")))
    for path, address in (("/sitemap-en.xml", "/news/rent/"), ("/sitemap-ur.xml", "/ur/news/rent/")):
        assert alternates(client, path, address) == {
            "en": "http://localhost/news/rent/",
            "ur": "http://localhost/ur/news/rent/",
            "x-default": "http://localhost/news/rent/",
        }
    assert alternates(client, "/sitemap-ur.xml", "/ur/news/category/ghar/") == {
        "en": "http://localhost/news/category/housing/",
        "ur": "http://localhost/ur/news/category/ghar/",
        "x-default": "http://localhost/news/category/housing/",
    }


# The last way hides the English site and with it the whole sitemap.
@pytest.mark.parametrize("hide", list(WAYS_TO_HIDE.values())[:-1], ids=list(WAYS_TO_HIDE)[:-1])
def test_a_hidden_translation_is_no_alternate(client, hide):
    home_page("ur")
    about = StandardPageFactory(slug="about", parent=StandardPageFactory(slug="us"))
    published(about.get_parent().copy_for_translation(locale("ur")))
    translation = published(about.copy_for_translation(locale("ur")))
    assert alternates(client, "/sitemap-en.xml", "/us/about/")
    hide(translation)
    assert alternates(client, "/sitemap-en.xml", "/us/about/") == {}


def test_an_entry_tells_when_its_page_was_last_published(client):
    about = published(StandardPageFactory(slug="about"))
    assert about.last_published_at
    tree = parsed(client, "/sitemap-en.xml")
    dates = {entry.find("s:loc", SPACES).text: entry.findtext("s:lastmod", None, SPACES) for entry in tree}
    assert dates["http://localhost/about/"].startswith(f"{about.last_published_at:%Y-%m-}")


def test_a_long_sitemap_has_several_files(client, monkeypatch):
    monkeypatch.setattr("home.sitemaps.LIMIT", 2)
    BlogPageFactory(slug="rent", categories=[CategoryFactory(slug="housing")])
    files = addresses(client, "/sitemap.xml")
    assert files == ["/sitemap-en.xml", "/sitemap-en-2.xml"]
    found = [addresses(client, file) for file in files]
    assert [len(part) for part in found] == [2, 2]
    assert {*found[0], *found[1]} == {"/", "/news/", "/news/rent/", "/news/category/housing/"}
    assert client.get("/sitemap-en-3.xml").status_code == 404


@pytest.mark.parametrize("code", ["fr", "ur", "xx", "en-0", "en-1", "en-2", "en-9999"])
def test_there_is_no_sitemap_of(client, code):
    assert client.get(f"/sitemap-{code}.xml").status_code == 404


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-en.xml"])
def test_a_sitemap_asks_no_more_for_each_page(client, path):
    def asked() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    housing, amina = CategoryFactory(), AuthorFactory()
    BlogPageFactory(categories=[housing], byline=amina)
    few = asked()
    assert few <= 14
    for _ in range(3):
        BlogPageFactory(categories=[housing, CategoryFactory()], byline=AuthorFactory())
    assert asked() == few


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-en.xml"])
def test_who_has_a_sitemap_already_is_told_so_in_one_query(client, path, django_assert_num_queries):
    known = client.get(path)["ETag"]
    with django_assert_num_queries(1):  # the content version
        assert client.get(path, HTTP_IF_NONE_MATCH=known).status_code == 304
    published(StandardPageFactory(slug="new"))
    assert client.get(path, HTTP_IF_NONE_MATCH=known).status_code == 200
