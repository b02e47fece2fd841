"""The headings of a body: their addresses, and an order that nobody can break."""

import pytest

from blog.models import BlogPage
from cms.blocks.headings import anchor, chapters, outline
from tests.factories import BlogPageFactory

BODY = BlogPage._meta.get_field("body").stream_block


def heading(text: str, level: str = "2", language: str = "") -> dict[str, object]:
    return {"type": "heading", "value": {"text": text, "level": level, "language": language}}


def body(*blocks: dict[str, object]):
    return BODY.to_python(list(blocks))


def ids(*blocks: dict[str, object]) -> list[str]:
    return [found["id"] for found in outline(body(*blocks)).values()]


def levels(*numbers: str) -> list[int]:
    blocks = [heading(f"Part {place}", number) for place, number in enumerate(numbers)]
    return [found["level"] for found in outline(body(*blocks)).values()]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What we ask for", "what-we-ask-for"),
        ("  “Rent”: HK$1,500 — why? ", "rent-hk-1-500-why"),
        ("École d'été", "école-d-été"),
        ("我們要求甚麼？", "我們要求甚麼"),
        ("ہم کیا کرتے ہیں؟", "ہم-کیا-کرتے-ہیں"),
        ("हम क्या चाहते हैं", "हम-क्या-चाहते-हैं"),
        ("a\u200cb", "ab"),
        ("<b onclick='x'>", "b-onclick-x"),
        ("…!", "part"),
    ],
)
def test_an_address_is_made_of_the_letters_of_every_script(text, words):
    assert anchor(text) == words


def test_a_long_heading_has_a_short_address_of_whole_words():
    made = anchor("rent " * 40)
    assert len(made) <= 60
    assert made.endswith("-rent")
    assert len(anchor("字" * 200)) == 60


def test_equal_headings_have_different_addresses():
    assert ids(*map(heading, ("Rent", "Rent", "Rent 2", "Rent"))) == [
        "s-rent",
        "s-rent-2",
        "s-rent-2-2",
        "s-rent-3",
    ]


def test_an_address_never_takes_that_of_the_frame():
    assert ids(heading("Content")) == ["s-content"]


def test_an_empty_heading_is_none():
    assert ids(heading(""), heading("  ")) == []


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        (["3"], [2]),
        (["3", "3", "2", "3", "3"], [2, 3, 2, 3, 3]),
        (["2", "3", "2"], [2, 3, 2]),
        ([""], [2]),
    ],
)
def test_no_level_is_left_out_whatever_an_editor_chose(chosen, shown):
    assert levels(*chosen) == shown


def test_subheadings_stand_below_their_heading():
    found = chapters(body(heading("Rent"), heading("Deposit", "3"), heading("Food", language="ur")))
    assert [(chapter["text"], [part["text"] for part in chapter["parts"]]) for chapter in found] == [
        ("Rent", ["Deposit"]),
        ("Food", []),
    ]
    assert found[1]["attributes"] == {"lang": "ur", "dir": "rtl"}


@pytest.fixture
def page(client, db):
    """The page of a post with these blocks, as visitors get it."""

    def _page(*blocks: dict[str, object]) -> str:
        return " ".join(client.get(BlogPageFactory(body=body(*blocks)).get_url()).content.decode().split())

    return _page


def test_a_heading_has_a_link_to_itself_with_a_name(page):
    shown = page(heading("ہم کیا کرتے ہیں", language="ur"))
    assert 'id="s-ہم-کیا-کرتے-ہیں" lang="ur" dir="rtl">ہم کیا کرتے ہیں</h2>' in shown
    link = shown.partition('href="#s-ہم-کیا-کرتے-ہیں">')[2].partition("</a>")[0]
    assert link == (
        '<span aria-hidden="true">#</span>'
        '<span class="visually-hidden">Link to “<bdi>ہم کیا کرتے ہیں</bdi>”</span>'
    )


def test_the_page_shows_the_level_that_fits_and_not_the_one_that_was_chosen(page):
    shown = page(heading("First", "3"), heading("Second", "3"))
    assert '<h2 class="heading heading--2" id="s-first">First</h2>' in shown
    assert '<h3 class="heading heading--3" id="s-second">Second</h3>' in shown


def test_an_empty_heading_leaves_no_element(page):
    assert "heading-row" not in page(heading(""))


def test_the_api_gives_the_address_and_the_level_of_the_page(client, db):
    post = BlogPageFactory(body=body(heading("Rent", "3"), heading("Rent", "3")))
    blocks = client.get(f"/api/v2/posts/{post.pk}/").json()["body"]
    found = [(block["value"]["id"], block["value"]["level"]) for block in blocks]
    assert found == [("s-rent", 2), ("s-rent-2", 3)]
