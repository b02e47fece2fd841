"""What a result shows beside its title: the byline, and an excerpt that says more than the title does."""

import pytest

from search.queries import search
from search.results import Asked
from tests.factories import AuthorFactory, BlogPageFactory, StandardPageFactory
from tests.search.reading import letter, text

pytestmark = pytest.mark.django_db


def first(words):
    return search(Asked(words)).results[0]


def test_a_post_that_is_found_by_its_byline_shows_it_marked(page):
    BlogPageFactory(title="Here", byline=AuthorFactory(name="Amina Zanzibari"))
    soup = page(q="zanzibari")
    assert "by Amina Zanzibari" in text(soup, ".result__facts")
    assert [mark.get_text() for mark in soup.select(".result__facts mark")] == ["Zanzibari"]


def test_markup_in_a_byline_is_text(page):
    BlogPageFactory(title="Here", words="zanzibar", byline=AuthorFactory(name="<i>Amina</i>"))
    assert "by <i>Amina</i>" in text(page(q="zanzibar"), ".result__facts")


def test_where_the_union_speaks_no_name_is_shown(page):
    BlogPageFactory(title="Zanzibar")
    StandardPageFactory(title="Zanzibar")
    soup = page(q="zanzibar")
    assert len(soup.select(".result")) == 2
    assert "by " not in text(soup, ".result__facts")


def body_with(title, words):
    """A heading, and a text in another language, so that each is a passage."""
    return [
        ("heading", {"text": title}),
        ("text", {"text": f"<p>{words}</p>", "language": "fr"}),
    ]


def test_an_excerpt_says_more_than_the_title():
    BlogPageFactory(title="Zanzibar and rent", body=body_with("Zanzibar and Rent", "Le loyer est cher."))
    assert first("zanzibar").excerpt == "Le loyer est cher."


def test_a_heading_that_adds_something_to_the_title_is_an_excerpt():
    BlogPageFactory(title="Rent", body=body_with("Rent in Zanzibar", "Le loyer est cher."))
    assert first("zanzibar").excerpt == "Rent in <mark>Zanzibar</mark>"


def test_what_repeats_the_title_is_shown_where_nothing_else_stands():
    BlogPageFactory(title="Zanzibar and rent", body=[("heading", {"text": "Zanzibar"})])
    assert first("zanzibar").excerpt == "<mark>Zanzibar</mark>"


def test_a_title_at_the_end_of_a_text_is_shown_with_what_stands_before_it():
    words = "We ask that no member should lose a room because of a name."
    BlogPageFactory(title="Rent", body=[("text", {"text": f"<p>{words}</p><p>A letter on zanzibar</p>"})])
    assert first("zanzibar").excerpt == f"{words} A letter on <mark>zanzibar</mark>"


def test_a_letter_says_more_than_its_name():
    document = letter("Dear sirs, the zanzibar clause is unjust.", title="Zanzibar")
    BlogPageFactory(title="The Zanzibar clause", body=[("document", {"document": document, "summary": ""})])
    result = first("zanzibar")
    assert result.document.number == 1
    assert "the <mark>zanzibar</mark> clause is unjust" in result.excerpt
