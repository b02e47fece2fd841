"""Answers that are kept: given before sessions and addresses are looked at, as any other answer would be."""

import datetime
import gzip
from dataclasses import replace

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from cms import versions
from cms.models import ContentVersion
from tests.factories import BlogPageFactory

pytestmark = pytest.mark.django_db
POSTS = "/api/v2/posts/"
ORIGIN = {"Origin": "https://app.example.org"}
# What differs between two answers that are equal.
MOMENTS = {"Date"}


@pytest.fixture
def post():
    return BlogPageFactory(title="Rent")


def headers(answer) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in MOMENTS}


def test_a_kept_answer_is_given_before_the_address_is_looked_at(client, post, settings):
    first = client.get(POSTS)
    settings.ROOT_URLCONF = "tests.api.no_module"
    assert client.get(POSTS).content == first.content


@pytest.mark.parametrize("asked", [{}, ORIGIN, {"Accept-Encoding": "gzip"}])
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_kept_answer_has_the_headers_of_the_first(client, post, method, asked):
    first, second = (getattr(client, method)(POSTS, headers=asked) for _ in range(2))
    assert headers(second) == headers(first)
    assert second.content == first.content


def test_a_kept_answer_is_the_same_for_every_reader(client, post):
    answer = client.get(POSTS) and client.get(POSTS)
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Content-Language" not in answer.headers
    assert not answer.cookies


@pytest.mark.parametrize("times", [1, 2])
def test_who_takes_gzip_gets_it_and_who_does_not_gets_the_same_in_plain(client, post, times):
    for _ in range(times):
        packed = client.get(POSTS, headers={"Accept-Encoding": "gzip, br"})
        plain = client.get(POSTS)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["ETag"] == plain.headers["ETag"]
    for answer in (packed, plain):
        assert answer.headers["Content-Length"] == str(len(answer.content))


def test_a_kept_answer_of_another_host_is_refused(client, post):
    client.get(POSTS)
    answer = client.get(POSTS, headers={"Host": "elsewhere.example.org"})
    assert answer.status_code == 400


def test_who_asks_too_often_hears_so_though_the_answer_is_kept(post, settings):
    settings.API_RATE = (2, 3600)
    client = Client()
    assert [client.get(POSTS).status_code for _ in range(3)] == [200, 200, 429]


def test_head_says_how_long_the_answer_is_and_gives_none(client, post):
    for _ in range(2):
        answer = client.head(POSTS)
        assert answer.headers["Content-Length"] == str(len(client.get(POSTS).content))
        assert answer.content == b""


def test_another_release_makes_its_own_answers(client, post, monkeypatch):
    client.get(POSTS)
    for key in caches["answers"]._cache:
        name = key.removeprefix(":1:")
        made = caches["answers"].get(name)
        caches["answers"].set(name, replace(made, packed=gzip.compress(b"of the release before")))
    assert client.get(POSTS).content == b"of the release before"
    monkeypatch.setattr(versions, "release", lambda: "another")
    assert client.get(POSTS).json()["items"]


@pytest.mark.parametrize("name", ["blog/cards.py", "cms/templates/base.html", "requirements.lock"])
def test_a_release_is_known_by_its_files(settings, tmp_path, name):
    settings.BASE_DIR = tmp_path
    for folder in ("blog", "cms/templates"):
        (tmp_path / folder).mkdir(parents=True)
    for app in ("blog", "cms"):
        (tmp_path / app / "__init__.py").touch()
    before = versions.release.__wrapped__()
    (tmp_path / name).write_text("new")
    assert versions.release.__wrapped__() != before


# Beside the content version ------------------------------------------------------------------------


def test_the_next_expiry_stands_beside_the_version(post):
    soon, later = (timezone.now() + datetime.timedelta(hours=hours) for hours in (1, 2))
    for moment in (later, soon):
        post.expire_at = moment
        post.save()
        BlogPageFactory(expire_at=later)
    assert ContentVersion.objects.get().next_expiry == soon


def test_what_has_expired_or_is_a_draft_is_no_next_expiry(post):
    BlogPageFactory(expire_at=timezone.now() - datetime.timedelta(hours=1))
    BlogPageFactory(expire_at=timezone.now() + datetime.timedelta(hours=1), live=False)
    assert ContentVersion.objects.get().next_expiry is None
