"""What may be kept, for how long, and how those who keep it hear of changes."""

import datetime
import http.server
import threading

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from blog.models import BlogPage
from cms import purging, versions
from cms.api import keys
from cms.settings import api
from cms.settings.environment import Environment
from tests.factories import (
    BlogPageFactory,
    CategoryFactory,
    ImageFactory,
    NavigationFactory,
    PartnerFactory,
    StandardPageFactory,
    home_page,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]
API = "/api/v2/"
READS = ["posts/", "pages/", "categories/", "partners/", "search/?q=rent", "search/suggest/?q=rent"]


def later(monkeypatch, **passed):
    """Moves the time on; what is stored stays as it is."""
    moment = timezone.now() + datetime.timedelta(**passed)
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture(scope="module", autouse=True)
def made(shared, search_index):
    return BlogPageFactory(title="Rent", slug="rent", lead_picture=ImageFactory())


@pytest.fixture
def post(made):
    return BlogPage.objects.get(pk=made.pk)


@pytest.fixture(params=["", *READS, "posts/%d/", "pages/%d/"])
def address(request, post):
    return API + (request.param % post.pk if "%d" in request.param else request.param)


# What an answer says of itself -----------------------------------------------------------------


def test_every_read_has_a_tag_a_date_and_keys(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert all(answer.headers.get(name) for name in ("ETag", "Last-Modified", "Surrogate-Key", "Cache-Tag"))


@pytest.mark.parametrize(
    ("header", "name"), [("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")]
)
def test_who_has_an_answer_hears_304_after_one_query(client, address, header, name):
    known = client.get(address).headers
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, headers={header: known[name]})
    assert (answer.status_code, answer.content) == (304, b"")
    assert [query["sql"].count("contentversion") > 0 for query in queries] == [True]


def test_a_304_repeats_what_caches_live_by(client, address):
    known = client.get(address).headers
    answer = client.get(address, headers={"If-None-Match": known["ETag"]})
    for name in ("ETag", "Last-Modified", "Cache-Control"):
        assert answer.headers[name] == known[name]


@pytest.mark.parametrize("read", [read for read in READS if read not in ("categories/", "partners/")])
def test_a_change_ends_what_was_known(client, post, read):
    known = client.get(API + read).headers
    post.title = "Rent again"
    post.save()
    assert client.get(API + read, headers={"If-None-Match": known["ETag"]}).status_code == 200


def test_answers_vary_on_no_cookie_and_set_none(client, address):
    answer = client.get(address)
    assert "cookie" not in answer.headers.get("Vary", "").lower()
    assert not answer.cookies


@pytest.mark.parametrize("read", [read for read in READS if "suggest" not in read])
def test_shared_caches_keep_an_answer_for_a_minute(client, read):
    expected = "public, max-age=0, s-maxage=60, stale-while-revalidate=60"
    assert client.get(API + read, HTTP_HOST="localhost").headers["Cache-Control"] == expected


def test_a_problem_is_kept_by_nobody(client):
    answer = client.get(f"{API}posts/?colour=red")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


# What expires ----------------------------------------------------------------------------------


@pytest.fixture
def expiring(post):
    post.expire_at = timezone.now() + datetime.timedelta(seconds=40)
    post.save()
    return post


def test_no_cache_keeps_an_answer_beyond_an_expiry(client, expiring):
    control = client.get(f"{API}posts/").headers["Cache-Control"]
    shared, stale = (int(part.split("=")[1]) for part in control.split(", ")[2:])
    assert 35 < shared <= 40
    assert shared + stale <= 40


@pytest.mark.parametrize("read", ["posts/", "pages/", "search/?q=rent", "search/suggest/?q=rent"])
@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_an_expired_page_is_gone_though_nothing_changed(client, expiring, monkeypatch, read, header):
    condition = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[header]
    known, version = client.get(API + read), versions.current()
    assert expiring.title.encode() in known.content
    later(monkeypatch, minutes=1)
    answer = client.get(API + read, headers={condition: known.headers[header]})
    assert versions.current() == version
    assert answer.status_code == 200
    assert b'"Rent"' not in answer.content


# What people type ------------------------------------------------------------------------------


@pytest.mark.parametrize("read", ["search/?q=rent", "search/suggest/?q=rent"])
def test_an_answer_to_words_is_not_kept(client, post, read):
    client.get(API + read)
    assert not [key for key in caches["answers"]._cache if "expiries" not in key]


def test_an_answer_that_is_kept_would_be_seen_by_that_test(client, post):
    client.get(f"{API}posts/")
    assert [key for key in caches["answers"]._cache if "expiries" not in key]


# Keys --------------------------------------------------------------------------------------------


def test_keys_name_the_resource_and_what_is_shown(client, post):
    named = client.get(f"{API}posts/{post.pk}/").headers["Surrogate-Key"].split()
    assert {"api", "posts", f"page-{post.pk}", f"picture-{post.lead_picture_id}"} <= {*named}


def test_keys_stay_below_a_kilobyte(client):
    BlogPageFactory.create_batch(3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "LONGEST", 20)
        answer = client.get(f"{API}posts/")
    assert (answer.headers["Surrogate-Key"], answer.headers["Cache-Tag"]) == ("api posts", "api,posts")


# Purge -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def frontend_cache():
    """A cache that takes PURGE and notes it: (host, path, keys)."""
    noted = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_PURGE(self):
            noted.append((self.headers["Host"], self.path, self.headers["Surrogate-Key"]))
            self.send_response(404 if self.headers["Surrogate-Key"] is None else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield noted, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def purged(frontend_cache, settings, django_capture_on_commit_callbacks):
    """What a change has a cache forget."""
    noted, location = frontend_cache

    def _purged(change, query="?keys=1"):
        environment = Environment(FRONTEND_CACHE_URL=location + query)
        settings.WAGTAILFRONTENDCACHE = api.frontend_caches(environment)
        noted.clear()
        with django_capture_on_commit_callbacks(execute=True):
            change()
        return list(noted)

    return _purged


CHANGES = {
    "publish": lambda post: post.save_revision().publish(),
    "unpublish": lambda post: post.unpublish(),
    "move": lambda post: post.move(StandardPageFactory(), pos="last-child"),
    "delete": lambda post: post.delete(),
    "picture": lambda post: post.lead_picture.save(),
    "menu": lambda post: NavigationFactory(),
    "category": lambda post: CategoryFactory(),
    "partner": lambda post: PartnerFactory(),
    "restriction": lambda post: PageViewRestriction.objects.create(page=post, restriction_type="login"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_has_all_of_the_api_forgotten_by_key(purged, post, change):
    assert ("localhost", "/", "api") in purged(lambda: change(post))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_without_keys_the_bare_lists_are_forgotten(purged, post, change):
    told = purged(lambda: change(post), query="")
    assert ("localhost", f"{API}posts/", None) in told
    assert not [key for _, _, key in told if key]


@pytest.mark.parametrize("change", ["publish", "unpublish", "move", "delete", "restriction"])
def test_a_page_is_forgotten_in_each_form(purged, post, change):
    old, pk = post.url, post.pk
    paths = {path for _, path, _ in purged(lambda: CHANGES[change](post))}
    assert {old, f"/lite{old}", f"{API}posts/{pk}/"} <= paths


def test_pages_below_a_renamed_one_are_forgotten_where_they_were(purged):
    section = StandardPageFactory(slug="old", parent=home_page())
    below = StandardPageFactory(slug="below", parent=section)

    def rename():
        section.slug = "new"
        section.save_revision().publish()

    paths = {path for _, path, _ in purged(rename)}
    assert {below.url, below.url.replace("/old/", "/new/")} <= paths


def test_a_draft_has_nothing_forgotten(purged, post):
    assert purged(post.save_revision) == []


def test_a_transaction_purges_once(purged, post):
    told = purged(lambda: [CategoryFactory() for _ in range(3)])
    assert len([key for _, _, key in told if key]) == 1


def test_a_cache_that_is_down_hinders_nobody(post, settings, django_capture_on_commit_callbacks, caplog):
    environment = Environment(FRONTEND_CACHE_URL="http://127.0.0.1:1?keys=1")
    settings.WAGTAILFRONTENDCACHE = api.frontend_caches(environment)
    with django_capture_on_commit_callbacks(execute=True):
        post.save_revision().publish()
    assert "FRONTEND_CACHE_URL" in caplog.text


def test_without_a_cache_nothing_is_noted(post, settings, django_capture_on_commit_callbacks):
    assert settings.WAGTAILFRONTENDCACHE == {}
    with django_capture_on_commit_callbacks() as waiting:
        CategoryFactory()
    assert purging._purge_noted not in waiting


@pytest.mark.parametrize(("query", "seconds"), [("", 60), ("?keys=1", 3600)])
def test_answers_are_shared_for_longer_only_where_all_of_them_are_purged(query, seconds):
    environment = Environment(FRONTEND_CACHE_URL=f"http://127.0.0.1:6081{query}")
    assert api.shared_seconds(api.frontend_caches(environment)) == seconds
