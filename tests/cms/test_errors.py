"""What people see when something went wrong."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import PageViewRestriction

from search.missing import MOST_PAGES, meant_by
from tests.factories import BlogPageFactory, NavigationFactory, StandardPageFactory, home_page, news

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """A few posts in two languages, made once; all is rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        NavigationFactory()
        BlogPageFactory(slug="winter-coats", title="Two hundred coats", words="Warm coats for winter.")
        day = datetime.date(2021, 3, 13)
        BlogPageFactory(slug="rent", title="Rent without guarantors", words="The landlord asked.", date=day)
        BlogPageFactory.create_batch(7, words="Bicycles from the cellar.")
        home_page("ur")
        BlogPageFactory(parent=news("ur"), slug="clinic-door", title="کلینک سے پہلے", words="ڈاکٹر")
        hidden = StandardPageFactory(slug="hidden", title="Where we meet guarantors")
        PageViewRestriction.objects.create(page=hidden, restriction_type="password", password="open")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def missing(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 404
    return answer.content.decode()


# 404 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/rent/", "Rent without guarantors"),
        ("/old/place/winter-coats/", "Two hundred coats"),
        ("/2016/08/winter-coat-collection-2/", "Two hundred coats"),
        ("/news/landlord.html", "Rent without guarantors"),
        ("/news/clinic-door/", "کلینک سے پہلے"),
        ("/ur/rent/", "Rent without guarantors"),
        ("/%DA%88%D8%A7%DA%A9%D9%B9%D8%B1/", "کلینک سے پہلے"),
        ("/lite/old/winter-coats/", "Two hundred coats"),
    ],
)
def test_a_page_that_is_not_there_offers_what_was_meant(site, path, title):
    page = missing(path)
    assert f">{title}</a>" in page
    assert 'name="robots" content="noindex"' in page


def test_no_more_than_five_pages_are_offered(site):
    assert missing("/bicycles/").count(">Post ") == MOST_PAGES


def test_the_readers_language_is_offered_first(site):
    in_both = BlogPageFactory(title="Bicycle doctor", words="کلینک bicycle")
    page = missing("/ur/x/bicycle-doctor/")
    assert in_both.title in page
    home_page("ur")
    BlogPageFactory(parent=news("ur"), title="دو پہیے", words="bicycle")
    page = missing("/ur/x/bicycle-wheel/")
    assert page.index("دو پہیے") < page.index("Bicycle doctor")


def test_a_page_with_less_than_half_of_the_words_is_not_offered(site):
    assert "Rent without" in missing("/x/landlord-asked-xylophone-trombone/")
    assert "Rent without" not in missing("/x/landlord-flute-xylophone-trombone/")


def test_what_is_private_is_never_offered(site):
    assert "Where we meet" not in missing("/old/hidden/") + missing("/we-meet-guarantors/")


def test_the_search_is_filled_with_the_words_of_the_address(site):
    assert 'value="winter coat collection"' in missing("/2016/08/winter-coat-collection-2/")


def test_the_archive_and_the_way_home_are_offered(site):
    assert {'href="/news/"', 'href="/news/2021/"', 'href="/"'} <= set(
        re.findall(r'href="[^"]*"', missing("/x/"))
    )


def test_the_archive_of_the_readers_language_is_offered(site):
    page = missing("/ur/x/")
    assert 'href="/ur/news/"' in page
    assert 'dir="rtl"' in page


@pytest.mark.parametrize(
    ("path", "slug", "words"),
    [
        ("/ur/news/rent/", "rent", "rent"),
        ("/news/12345/", "12345", ""),
        ("/p/a_letter-to-the-swd-2017.html", "a_letter-to-the-swd-2017", "letter the swd"),
        ("/wp-content/logo.png", "", ""),
        ("/", "", ""),
        ("/" + "word-" * 500 + "/", None, "word"),
        ("/" + "x" * 400 + "/", "x" * 299, ""),
        ("/\x00%%%'\"<>--;/", None, ""),
    ],
)
def test_the_words_of_an_address(path, slug, words):
    found = meant_by(path)
    assert found[1] == words
    assert slug is None or found[0] == slug


@pytest.mark.parametrize(
    "path",
    [
        "/" + "a-b-c-" * 900 + "/",
        '/"OR"*/',
        "/%00/",
        "/AND-OR-NOT/",
        "/" + "%F0%9F%98%80" * 99 + "/",
        "/(((/",
    ],
)
def test_a_hostile_address_is_answered_like_any_other(site, path):
    assert "<h1" in missing(path)


def test_a_missing_page_asks_five_queries_for_what_was_meant(site, client):
    client.get("/no-such-coats/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/no-such-coats/")
    # Wagtail's way to a page: site, locale, home page, news of that slug, page of that slug.
    # Then the content version, an editor's redirect, and whether anything moved in from an old site.
    # And of ours: the slug; the index for the words, the gate, the locale of the reader, the pages.
    assert len(captured) <= 5 + 3 + 5


# Without a database ---------------------------------------------------------------------------


@pytest.fixture
def no_database(django_db_blocker, settings, monkeypatch):
    """A site whose database is gone, and whose static files were never collected."""
    from django.db import OperationalError

    def gone(*args, **kwargs):
        raise OperationalError("the database is gone")

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", gone)
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": manifest}}


@pytest.mark.parametrize("path", ["/", "/news/", "/lite/", "/nothing/"])
def test_a_fault_of_ours_is_said_without_a_database(no_database, visitor, path):
    answer = visitor.get(path)
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "<h1>Something went wrong here</h1>" in page
    assert not re.search(r'\ssrc=|rel="stylesheet"|url\(', page)
    assert re.search(r"style-src [^;]*'sha256-", answer["Content-Security-Policy"])
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_a_fault_of_ours_is_said_in_several_languages(no_database, visitor):
    page = visitor.get("/ur/").content.decode()
    assert page.index('lang="ur"') < page.index('lang="en"') < page.index('lang="zh-Hant"')
    assert '<html lang="ur" dir="rtl">' in page


def test_an_address_that_no_page_can_have_is_missing_without_a_database_too(no_database, visitor):
    answer = visitor.get("/no.page")
    assert answer.status_code == 404
    assert "<h1>This page is not here</h1>" in answer.content.decode()


@pytest.mark.parametrize(("path", "status"), [("/api/v2/nothing/", 404), ("/api/nothing/", 404)])
def test_the_api_answers_in_json(visitor, path, status):
    answer = visitor.get(path)
    assert answer.status_code == status
    assert set(answer.json()) == {"type", "title", "status", "detail"}


# Requests that are refused --------------------------------------------------------------------


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.mark.parametrize("path", ["/", "/news/", "/news/rent/", "/ur/", "/search/", "/lite/"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_page_that_takes_nothing_in_says_so(site, strict, path, method):
    answer = getattr(strict, method)(path)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    with translation.override("ur" if path == "/ur/" else "en"):
        assert translation.gettext("This could not be sent") in answer.content.decode()
    assert "Refugee Union" in answer.content.decode()


def test_a_page_takes_nothing_in_with_a_token_either(site, client):
    assert client.post("/news/rent/").status_code == 405


def test_a_form_without_its_token_gets_kind_words(site, strict):
    door = Client().get("/hidden/")
    answer = strict.post(door.context["action_url"], {"password": "open"})
    assert answer.status_code == 403
    assert "Go back, load the page again" in answer.content.decode()


def test_another_hosts_name_is_refused_with_words(visitor):
    answer = visitor.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()
    assert "<h1>This request cannot be read</h1>" in answer.content.decode()


def test_what_somebody_may_not_see_is_refused_with_words(visitor, monkeypatch):
    def refuse(*args):
        raise PermissionDenied

    monkeypatch.setattr("search.views.listing_of", refuse)
    answer = visitor.get("/search/?q=x")
    assert answer.status_code == 403
    assert "<h1>This is not open to everybody</h1>" in answer.content.decode()
