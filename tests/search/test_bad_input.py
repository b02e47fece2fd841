"""What no input of the search page can break."""

import re
from html import unescape

import pytest

from tests.factories import BlogPageFactory
from tests.search.reading import text, titles

pytestmark = pytest.mark.django_db


BAD = [
    *("", " ", "\t\n", '"', '""', '" "', "'", "\x00", '\x00"', "*", "a*", "-", "--", "-office", "+", "^"),
    *("(", ")", "()", "AND", "OR", "NOT", "office AND", "NEAR(office", "title:office", "{title}: office"),
    *("\\", "%", "_", ";", "<script>", "&|!", "office | opens", "!office", "<->", ":*", "office:*", "😀"),
    *("x" * 10_000, "office " * 1000, '"' * 500, "難" * 500, "\u202e office", "\u200f\u200e"),
]


def test_no_input_breaks_the_search(client):
    BlogPageFactory(title="Here")
    answers = {query: client.get("/search/", {"q": query, "page": query, "exact": query}) for query in BAD}
    assert {
        query[:12]: answer.status_code for query, answer in answers.items() if answer.status_code != 200
    } == {}


@pytest.mark.parametrize("letters", ["%ED%A0%80", "%FF%FE", "%C3%28", "office%ED%BF%BF"])
def test_letters_that_are_none_break_nothing(client, letters):
    assert client.get(f"/search/?q={letters}&category={letters}").status_code == 200


@pytest.mark.parametrize(
    "query", ['"office"', 'the "office opens"', "office\x00opens", "  office  ", "\u202eoffice"]
)
def test_signs_around_words_do_not_hide_what_they_find(page, query):
    BlogPageFactory(title="Here")
    assert titles(page(q=query)) == ["Here"]


def test_what_is_too_long_is_cut_and_said_to_be(page):
    BlogPageFactory(title="Here")
    assert "we looked for the first 200 characters only" in text(page(q="office " * 100))


def test_what_was_asked_is_shown_as_words_and_not_as_html(client):
    answer = client.get(
        "/search/", {"q": "<script>alert(1)</script>", "page": "<img src=x>"}
    ).content.decode()
    assert "<script>alert" not in answer
    assert "<img src=x" not in answer
    assert "<script>alert" in unescape(re.sub(r"<[^>]*>", "", answer))


def test_a_search_is_only_read(client):
    assert client.post("/search/", {"q": "x"}).status_code in (403, 405)
    assert client.head("/search/?q=office").status_code == 200


def test_a_language_that_the_site_does_not_speak_leads_to_the_search_that_it_has(client):
    answer = client.get("/pa/search/", {"q": "office"})
    assert (answer.status_code, answer["Location"]) == (302, "/search/?q=office")
