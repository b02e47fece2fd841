"""Whose scripts may read the API, and how often anybody may ask."""

import pytest
from django.core.cache import caches
from django.test import RequestFactory

from cms import counting
from cms.settings import api
from cms.settings.environment import Environment

pytestmark = pytest.mark.django_db
POSTS = "/api/v2/posts/"
FRONTEND = "https://app.example.org"


def answered(answer) -> dict[str, str]:
    """What an answer says of scripts from elsewhere."""
    return {
        name.lower().removeprefix("access-control-"): value
        for name, value in answer.headers.items()
        if name.lower().startswith("access-control-")
    }


# Scripts of other sites ---------------------------------------------------------------------------


@pytest.fixture
def for_some(settings):
    """The API is for the scripts of one site."""
    environment = Environment(API_ORIGINS=FRONTEND)
    settings.CORS_ALLOW_ALL_ORIGINS = api.is_for_all(environment)
    for name, value in api.cors(environment).items():
        setattr(settings, name, value)


@pytest.mark.parametrize("address", [POSTS, "/api/v2/", "/api/v2/nothing/", f"{POSTS}?colour=red"])
def test_everybodys_scripts_may_read_the_api(client, address):
    answer = client.get(address, headers={"Origin": FRONTEND})
    assert answered(answer) == {
        "allow-origin": "*",
        "expose-headers": "ETag, Last-Modified, Link, Retry-After",
    }


def test_a_preflight_is_answered(client, django_assert_num_queries):
    headers = {
        "Origin": FRONTEND,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    with django_assert_num_queries(0):
        answer = client.options(POSTS, headers=headers)
    assert answer.status_code == 200
    assert answered(answer)["allow-methods"] == "GET, HEAD, OPTIONS, POST"
    assert "if-none-match" in answered(answer)["allow-headers"]
    assert "allow-credentials" not in answered(answer)


@pytest.mark.parametrize("address", ["/robots.txt", "/admin/login/", "/search/"])
def test_nothing_else_is_for_scripts_of_other_sites(client, address):
    assert answered(client.get(address, headers={"Origin": FRONTEND})) == {}


def test_an_answer_for_all_does_not_vary_on_who_asks(client):
    assert "origin" not in client.get(POSTS, headers={"Origin": FRONTEND}).headers.get("Vary", "").lower()


def test_only_the_named_may_read_where_some_are_named(client, for_some):
    assert answered(client.get(POSTS, headers={"Origin": FRONTEND}))["allow-origin"] == FRONTEND
    assert answered(client.get(POSTS, headers={"Origin": "https://other.example.org"})) == {}


def test_an_answer_for_some_varies_on_who_asks(client, for_some):
    assert "origin" in client.get(POSTS).headers["Vary"].lower()


def test_the_frontend_of_the_previews_may_always_read():
    environment = Environment(API_ORIGINS=FRONTEND, FRONTEND_URL="https://www.union.example.org")
    assert api.cors(environment)["CORS_ALLOWED_ORIGINS"] == [FRONTEND, "https://www.union.example.org"]


# How often ------------------------------------------------------------------------------------------


@pytest.fixture
def clock(monkeypatch):
    """The time in seconds, at the beginning of a minute."""

    class Clock:
        now = 60 * 1_000_000

    monkeypatch.setattr(counting.time, "time", lambda: Clock.now)
    return Clock


@pytest.fixture
def rated(settings, clock):
    settings.API_RATE = api.rate(Environment(API_RATE="2/minute"))
    settings.API_TRUSTS_PROXY = False


def statuses(client, number, address=POSTS, **extra) -> list[int]:
    return [client.get(address, **extra).status_code for _ in range(number)]


def test_there_is_no_limit_unless_one_is_set(client):
    assert {*statuses(client, 5)} == {200}


def test_who_asks_too_often_is_told_when_to_ask_again(client, rated, clock):
    clock.now += 20
    assert statuses(client, 2) == [200, 200]
    answer = client.get(POSTS)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "40")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith("#problem-too-many-requests")
    assert answer.headers["Cache-Control"] == "no-store"


def test_scripts_of_other_sites_can_read_that(client, rated):
    statuses(client, 2)
    answer = client.get(POSTS, headers={"Origin": FRONTEND})
    assert (answer.status_code, answered(answer)["allow-origin"]) == (429, "*")


def test_a_refusal_costs_no_query(client, rated, django_assert_num_queries):
    statuses(client, 2)
    with django_assert_num_queries(0):
        assert client.get(POSTS).status_code == 429


def test_the_next_minute_begins_anew(client, rated, clock):
    statuses(client, 3)
    clock.now += 60
    assert statuses(client, 1) == [200]


def test_all_of_the_api_counts_and_nothing_else(client, rated):
    assert statuses(client, 3, "/robots.txt") == [200, 200, 200]
    assert statuses(client, 2, "/api/v2/nothing/") == [404, 404]
    assert statuses(client, 1) == [429]


def test_each_address_is_counted_for_itself(client, rated):
    statuses(client, 3, REMOTE_ADDR="192.0.2.1")
    assert statuses(client, 1, REMOTE_ADDR="192.0.2.2") == [200]


def test_no_address_is_stored(client, rated):
    statuses(client, 1, REMOTE_ADDR="192.0.2.1")
    stored = caches[counting.CACHE]._cache
    assert len(stored) == 2  # the salt and one count
    assert b"192.0.2" not in repr(stored).encode()


def test_another_salt_gives_another_hash(client, rated):
    statuses(client, 1)
    known = {*caches[counting.CACHE]._cache}
    caches[counting.CACHE].delete("salt")
    statuses(client, 1)
    assert len({*caches[counting.CACHE]._cache} - known) == 1


def test_salt_and_counts_end_within_the_hour(client, rated):
    statuses(client, 2)
    ends = caches[counting.CACHE]._expire_info.values()
    assert all(end <= counting.time.time() + 60 * 60 for end in ends)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("", "unix:", True),
    ],
)
def test_addresses_of_one_visitor_are_one(rf, one, other, is_same):
    who = [counting.visitor(rf.get("/", REMOTE_ADDR=address)) for address in (one, other)]
    assert (who[0] == who[1]) is is_same


@pytest.mark.parametrize(
    ("trusts", "visitor"), [(True, "192.0.2.7"), (False, "10.0.0.1")], ids=["behind a proxy", "in front"]
)
def test_only_what_the_proxy_wrote_is_believed(settings, trusts, visitor):
    settings.API_TRUSTS_PROXY = trusts
    asked = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": "198.51.100.1, 192.0.2.7"}
    )
    assert counting.visitor(asked) == visitor
