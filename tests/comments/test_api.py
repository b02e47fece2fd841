"""Comments through the API: read and write by the same rules."""

import json
from dataclasses import replace

import pytest

from blog.comments import api, taking, views
from blog.comments.models import Comment
from blog.comments.states import State
from tests.comments.writing import WORDS, comment, token_of
from tests.factories import BlogPageFactory

pytestmark = pytest.mark.django_db
API = "/api/v2/comments/"


def write(client, post, **fields):
    body = {"post": post.pk, "text": WORDS, "token": token_of(post), **fields}
    return client.post(API, json.dumps(body), "application/json")


def test_comments_are_read_as_cards(client, post):
    first = comment(post, "First", name="Amina", language="en")
    comment(post, "Answer", parent=first, is_from_union=True, is_edited=True)
    listed = client.get(f"{API}?post={post.pk}").json()
    assert listed["meta"] == {"total_count": 2}
    assert listed["items"][0] == {
        "id": first.pk,
        "parent": None,
        "name": "Amina",
        "text": "First",
        "language": "en",
        "date": first.created_at.date().isoformat(),
        "is_from_union": False,
        "is_edited": False,
    }
    assert (listed["items"][1]["parent"], listed["items"][1]["is_from_union"]) == (first.pk, True)


def test_a_list_comes_in_parts(client, post):
    for number in range(3):
        comment(post, f"Number {number}")
    listed = client.get(f"{API}?post={post.pk}&limit=1&offset=1").json()
    assert [item["text"] for item in listed["items"]] == ["Number 1"]


def test_approving_shows_a_comment_to_who_asked_before(client, post, moderator):
    found = comment(post, state=State.WAITING)
    assert client.get(f"{API}?post={post.pk}").json()["items"] == []
    client.post("/admin/comments/decide/", {"one": f"approve-{found.pk}"})
    assert len(client.get(f"{API}?post={post.pk}").json()["items"]) == 1


def test_a_list_names_its_post(client, db):
    assert client.get(API).json()["parameter"] == "post"


def test_a_token_is_given_and_kept_nowhere(client, post):
    answers = [client.get(f"{API}token/?post={post.pk}") for _ in range(2)]
    assert {answer["Cache-Control"] for answer in answers} == {"no-store"}
    assert answers[0].json()["token"] != answers[1].json()["token"]


def test_a_comment_is_taken_and_its_code_shown_once(client, post):
    answer = write(client, post, name="Amina", language="en")
    assert (answer.status_code, answer.json()["state"]) == (202, "waiting")
    assert answer["Cache-Control"] == "no-store"
    found = Comment.objects.get()
    assert (found.text, found.name, found.language, found.state) == (WORDS, "Amina", "en", State.WAITING)
    assert WORDS in client.post("/comments/yours/", {"code": answer.json()["code"]}).content.decode()


@pytest.mark.parametrize(
    ("fields", "parameter"),
    [
        ({"token": "x"}, "token"),
        ({"text": ""}, "text"),
        ({"text": "x" * 4_001}, "text"),
        ({"name": "x" * 61}, "name"),
        ({"parent": 999_999}, "parent"),
        ({"language": "tlh"}, "language"),
    ],
)
def test_the_same_rules_hold(client, post, fields, parameter):
    answer = write(client, post, **fields)
    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)
    assert not Comment.objects.exists()


def test_a_token_is_good_once_here_too(client, post):
    token = token_of(post)
    assert [write(client, post, token=token).status_code for _ in range(2)] == [202, 400]


def test_form_and_api_count_together(client, post, monkeypatch):
    for module in (api, views):
        monkeypatch.setattr(module, "LIMIT", replace(taking.LIMIT, most=1))
    client.post(f"/comments/{post.pk}/", {})
    answer = write(client, post)
    assert (answer.status_code, answer["Content-Type"]) == (429, "application/problem+json")
    assert int(answer["Retry-After"]) > 0


def test_where_comments_are_closed_there_is_no_token(client, post):
    post.date = post.date.replace(year=post.date.year - 1)
    post.save()
    answers = [client.get(f"{API}token/?post={post.pk}"), write(client, post)]
    assert [answer.status_code for answer in answers] == [409, 409]


@pytest.mark.parametrize("kind", [{}, {"has_comments": True, "live": False}], ids=["without", "draft"])
def test_there_is_nothing_where_there_are_no_comments(client, kind):
    other = BlogPageFactory(**kind)
    paths = [f"{API}?post={other.pk}", f"{API}token/?post={other.pk}"]
    assert [client.get(path).status_code for path in paths] == [404, 404]
    assert write(client, other).status_code == 404


def test_scripts_of_frontends_may_write(client, post):
    asked = {"Origin": "https://app.example.org", "Access-Control-Request-Method": "POST"}
    answer = client.options(API, headers=asked)
    assert "POST" in answer["Access-Control-Allow-Methods"]


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, post, method):
    assert getattr(client, method)(f"{API}?post={post.pk}").status_code == 405
