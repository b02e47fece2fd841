"""What people and programs send that was not meant: it is taken as plain words, or refused; never a fault."""

import json
import re
import time

import pytest

from blog.comments import views
from blog.comments.models import Comment
from cms.anonymous.cleaning import plain_line, plain_text
from cms.counting import Limit
from tests.comments.writing import address, comment, page_of, send, sent, token_of

pytestmark = pytest.mark.django_db
API = "/api/v2/comments/"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("a\x00b\x07c\x1bd\x7f", "abcd"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("safe\u202egpj.exe\u202c", "safegpj.exe"),
        ("\u2066isolated\u2069 \u2067x", "isolated x"),
        ("\ud800half\udfff", "half"),
        ("a\n\n\n \n\nb", "a\n\nb"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("Z\u0351\u036b\u0346\u036a\u0302\u036b\u033d\u034f\u0334algo", "Z\u0351\u036b\u0346\u036aalgo"),
        ("لا\u200cہور \u200fکا", "لا\u200cہور \u200fکا"),
        ("e\u0301", "é"),
        ("👩\u200d👧", "👩\u200d👧"),
    ],
)
def test_words_are_cleaned_of_what_hides_or_turns(typed, text):
    assert plain_text(typed) == text


def test_a_name_has_one_line():
    assert plain_line("A\nmina \t K\u2028.") == "A mina K ."


def test_markup_comes_back_escaped_in_the_form(client, post):
    answer = send(client, post, '<img src=x onerror=alert(1)>"', name='"><script>', token="")
    page = answer.content.decode()
    assert "<img src=x" not in page
    assert '"><script>' not in page


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "\x00"},
        {"text": "\u202e\u2066"},
        {"text": "x", "name": "\x00" * 500},
        {"parent": "\x00"},
        {"parent": "-1"},
        {"parent": "1e9"},
        {"parent": ["1", "2"]},
        {"token": "\x00" * 5_000},
        {"token": ":::"},
        {"token": "é" * 100},
        {"language": "\x00"},
        {"website": "x" * 3_000},
    ],
)
def test_strange_fields_are_no_fault_of_ours(client, post, fields):
    assert send(client, post, **fields).status_code in (200, 422)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe" * 100, "application/x-www-form-urlencoded"),
        (b"text=%ED%A0%80%00&token=%F0", "application/x-www-form-urlencoded"),
        (b"text=x", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"x", "multipart/form-data"),
        (b"{}", "application/json"),
        (
            b"&".join(b"a%d=1" % number for number in range(12_000))[: 64 * 1024],
            "application/x-www-form-urlencoded",
        ),
    ],
    ids=["bytes", "halves", "charset", "broken", "boundary", "json", "fields"],
)
def test_strange_bodies_are_no_fault_of_ours(client, post, body, kind):
    client.raise_request_exception = False
    assert client.post(address(post), body, content_type=kind).status_code in (400, 422)
    assert not Comment.objects.exists()


@pytest.mark.parametrize("query", ["to=x", "to=9999999999999999999999", "to=%00", "to=-1", "to=²", "part=9"])
def test_strange_questions_show_the_form(client, post, query):
    assert "<textarea" in page_of(client, f"{address(post)}?{query}")


@pytest.mark.parametrize("path", ["/comments/99999999999999999999/", "/comments/0/", "/comments/report/0/"])
def test_there_is_no_such_number(client, db, path):
    client.raise_request_exception = False
    assert client.get(path).status_code == 404


def test_long_words_keep_all_their_letters(client, post):
    text = "آ" * 4_000
    found, _code = sent(client, post, text)
    assert found.text == text


def test_many_from_one_place_are_refused_cheaply(client, post, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(views, "LIMIT", Limit("few", 1, 600))
    client.post(address(post), {})
    with django_assert_max_num_queries(12):
        assert client.post(address(post), {"text": "x", "token": token_of(post)}).status_code == 429
    assert not Comment.objects.exists()


def test_many_from_many_places_all_get_an_answer(client, post, monkeypatch):
    monkeypatch.setattr("blog.comments.taking.BRAKE", 2)
    monkeypatch.setattr("blog.comments.taking.MOST_AN_HOUR", 6)
    answers = []
    for number in range(8):
        data = {"text": f"Buy {number} https://a.example https://b.example", "token": token_of(post)}
        answers.append(client.post(address(post), data, REMOTE_ADDR=f"198.51.100.{number}").status_code)
    assert answers == [200] * 6 + [429] * 2


# JSON -----------------------------------------------------------------------------------------------


def said(client, body):
    return client.post(API, body if isinstance(body, bytes) else json.dumps(body), "application/json")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 30_000,
        {},
        {"post": "1"},
        {"post": None},
        {"post": True},
        {"post": -1},
        {"post": 10**30},
        {"post": 1, "text": {}},
        {"post": 1, "agent": "x"},
        {"post": 1, "parent": 1.5},
    ],
    ids=str,
)
def test_strange_json_is_answered_with_a_problem(client, post, body):
    answer = said(client, body)
    assert answer.status_code in (400, 404, 415)
    assert answer["Content-Type"] == "application/problem+json"


def test_halves_of_characters_are_taken_out(client, post):
    body = b'{"post": %d, "text": "a\\ud800b\\u0000", "name": "\\udfff", "token": "%s"}'
    answer = said(client, body % (post.pk, token_of(post).encode()))
    assert answer.status_code == 202
    assert Comment.objects.get().text == "ab"


def test_a_megabyte_of_json_is_refused(client, post):
    assert said(client, {"post": post.pk, "text": "x" * 1_000_000}).status_code == 413


def test_no_line_is_written_about_who_was_refused(client, post, caplog):
    send(client, post, seconds=0)
    said(client, {"post": post.pk, "text": ""})
    client.get(address(post) + "?to=1")
    assert not [record for record in caplog.records if "comments" in record.getMessage()]


def test_comments_are_words_for_every_reader(client, post):
    comment(post, "**bold** [a](javascript:alert(1)) https://a.example")
    page = page_of(client, "/news/open/")
    assert not re.search(r'href="(?:javascript|https://a\.example)', page)


@pytest.mark.parametrize("token", ["\ud800:a:b", "a:b", ":", "\x00"])
def test_a_token_that_is_none_is_answered_with_a_problem(client, post, token):
    assert said(client, {"post": post.pk, "text": "Hello", "token": token}).status_code == 400


def test_piles_of_marks_cost_no_more_than_other_words():
    begun = time.process_time()
    plain_text("a" + "\u0301\u0316" * 16_000)
    assert time.process_time() - begun < 0.3
