"""A text as a tree: the same words, with what they look like and where they lead."""

import pytest
from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.api.blocks import shape_schemas
from cms.rich_text.tree import tree_of
from cms.shapes import RichText
from cms.targets import Targets
from tests.api.schemas import problems

SCHEMAS = shape_schemas(RichText)


def tree(html):
    return tree_of(html, Targets())


def words(node):
    """What is read of a tree, with a space where lines and blocks meet."""
    if isinstance(node, list):
        return " ".join(words(item) for item in node)
    if node["type"] == "text":
        return node["text"]
    if node["type"] == "line_break":
        return " "
    if node["type"] == "list":
        return " ".join(line(item["children"]) for item in node["items"])
    return line(node["children"])


def line(nodes):
    return "".join(f" {words(node)} " if node["type"] == "list" else words(node) for node in nodes)


def text(words, bold=False, italic=False):
    return {"type": "text", "text": words, "bold": bold, "italic": italic}


def paragraph(*children):
    return {"type": "paragraph", "children": list(children)}


def test_marks_stand_with_their_words():
    assert tree("<p>We <b>ask <i>you</i></b></p>") == [
        paragraph(text("We "), text("ask ", bold=True), text("you", bold=True, italic=True))
    ]


def test_a_line_break_stays_one():
    assert tree("<p>One<br/>two</p>") == [paragraph(text("One"), {"type": "line_break"}, text("two"))]


def test_lists_hold_lists():
    (found,) = tree("<ol><li>One<ul><li>Inner</li></ul></li><li>Two</li></ol>")
    inner = {"type": "list", "ordered": False, "items": [{"children": [text("Inner")]}]}
    assert found["ordered"]
    assert found["items"] == [{"children": [text("One"), inner]}, {"children": [text("Two")]}]


@pytest.mark.parametrize(
    ("href", "kind"),
    [
        ("https://example.org/", "web"),
        ("#s-rent", "web"),
        ("/about/", "web"),
        ("mailto:union@example.org", "email"),
        ("tel:+85221234567", "phone"),
    ],
)
def test_a_link_says_its_kind(href, kind):
    (link,) = tree(f'<p><a href="{href}">words</a></p>')[0]["children"]
    assert (link["link"]["kind"], link["link"]["url"], link["link"]["title"]) == (kind, href, "words")
    assert not link["link"]["is_broken"]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "", "http://[", "JaVaScript:1"])
def test_a_link_that_no_reader_should_follow_is_broken(href):
    (link,) = tree(f'<p><a href="{href}">words</a></p>')[0]["children"]
    assert link["link"]["is_broken"]
    assert link["link"]["url"] is None
    assert link["children"] == [text("words")]


def test_unknown_markup_keeps_its_words():
    assert words(tree("<table><tr><td>One</td><td>two</td></tr></table><x-y>three</x-y>")) == "One two three"


def test_what_nobody_sees_is_left_out():
    assert tree("<!-- note --><script>1</script><style>a{}</style><p>Words</p> <p></p>") == [
        paragraph(text("Words"))
    ]


def test_a_space_that_does_not_break_is_kept():
    assert tree("<p>HK$\xa01,500\n or   more</p>") == [paragraph(text("HK$\xa01,500 or more"))]


# What a person types, without the signs that Python and HTML take for spaces differently.
typed = st.text(st.characters(categories=["L", "M", "N", "P", "S"]), min_size=1, max_size=8)
plain = typed.map(lambda word: (escape(word), word))


def wrapped(tags, inner, between="", template="{}"):
    """Elements around some parts: pairs of HTML and the words that are read of it."""

    def element(tag, parts):
        content = between.join(template.format(html) for html, _ in parts)
        return f"<{tag}>{content}</{tag}>", between.join(word for _, word in parts)

    return st.builds(element, st.sampled_from(tags), st.lists(inner, min_size=1, max_size=3))


in_line = st.recursive(
    plain, lambda inner: wrapped(["b", "i", "em", "strong", "span", "a"], inner), max_leaves=8
)
in_blocks = st.recursive(
    wrapped(["p", "h2", "blockquote", "div"], in_line, between=" "),
    lambda inner: wrapped(["ul", "ol"], inner, between=" ", template="<li>{}</li>"),
    max_leaves=6,
)


@settings(deadline=None, max_examples=60)
@given(st.lists(in_blocks, max_size=4))
def test_the_words_of_the_tree_are_those_of_the_html(parts):
    expected = " ".join(word for _, word in parts).split()
    assert words(tree("".join(html for html, _ in parts))).split() == expected


MARKUP = [*"<>/abp ='\"&;!-\n", "<p>", "</p>", "<li>", "<ul>", "</ul>", "<a href=", "</a>", "<b>", "<br>"]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(MARKUP), max_size=30).map("".join))
def test_whatever_stands_in_the_database_becomes_a_tree_of_the_schema(html):
    assert problems("RichText", {"html": html, "tree": tree(html)}, SCHEMAS) == []
