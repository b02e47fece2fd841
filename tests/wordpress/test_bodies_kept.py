"""Old bodies: nothing is lost, whatever the markup, and hostile markup takes no time."""

import re
import time
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.blocks import BodyBlock
from cms.blocks.text import RICH_TEXT_FEATURES
from home.wordpress.bodies.names import names
from tests.wordpress.old_site import converted

ELEMENTS = sorted(
    names(
        "p div span b i a h1 h3 h6 ul ol li dl dt dd blockquote cite q pre code table thead tbody tr td th"
        " caption figure figcaption center font section details summary sup del form label button iframe"
        " object video script noscript svg select option textarea custom-thing"
    )
)
ATTRIBUTES = (
    "",
    ' class="gallery"',
    ' href="https://example.com/"',
    ' href="javascript:x"',
    ' style="display:none"',
    ' id="x"',
    " title=it's",
    ' src="/wp-content/uploads/2017/centre.jpg"',
)
PIECES = (
    "<br>",
    "<hr/>",
    "\n\n",
    "\n",
    " ",
    "&nbsp;",
    "<img src='/wp-content/uploads/2017/centre.jpg'>",
    "<img src='/gone.jpg'>",
    "<!--more-->",
    "<!-- wp:paragraph -->",
    "<!-- /wp:paragraph -->",
    '<!-- wp:group {"a":{"b":1}} -->',
    "<!-- /wp:group -->",
    '<!-- wp:gallery {"ids":[11,12]} -->',
    "<!-- /wp:gallery -->",
    "<!-- wp:latest-posts /-->",
    "[caption width=3]",
    "[/caption]",
    "[gallery]",
    "[embed]",
    "[/embed]",
    "[vc_row]",
    "[/vc_row]",
    "[thing a=b]",
    "<",
    ">",
    "[",
    "]",
    "</",
    "<p",
    '"',
    "</p>",
    "</div>",
    "</td>",
    "\0",
    "<style>p { color: red }</style>",
)
IMAGE = "<img src='/wp-content/uploads/2017/centre.jpg'>"
FRAGMENTS = (
    "<table>ω<caption>ω</caption><tr>ω<td>ω</td><th>ω</tr><tr><td colspan=2>ω<p>ω</td></tr>ω</table>",
    f"<figure class='wp-block-gallery'>ω<figure>{IMAGE}ω<figcaption>ω</figcaption></figure>{IMAGE}ω</figure>",
    "<blockquote>ω<p>ω</p><cite>ω</cite><h2>ω</h2></blockquote>",
    f"<figure>ω<a href='/about/'>{IMAGE}ω</a><figcaption>ω<br>ω</figcaption></figure>",
    f"[caption width=1]ω{IMAGE} ω[/caption]",
    f"<ul>ω<li>ω{IMAGE}<ol><li>ω</ol>ω<li><h3>ω</h3><blockquote>ω</blockquote></ul>",
    "<figure><iframe src='https://vimeo.com/1'></iframe><figcaption>ω</figcaption></figure>",
    '<!-- wp:embed {"url":"https://vimeo.com/1"} --><div>ω<figcaption>ω</figcaption></div><!-- /wp:embed -->',
    "<video src='/a.mp4'>ω</video><h2>ω<a href='/about/'>ω</a></h2>",
)
# Becomes a word that nothing else in a body could be taken for.
WORD = "ω"
words = st.just(WORD)
opened = st.builds("<{}{}>".format, st.sampled_from(ELEMENTS), st.sampled_from(ATTRIBUTES))
closed = st.builds("</{}>".format, st.sampled_from(ELEMENTS))
bodies = st.lists(
    st.one_of(words, words, opened, closed, st.sampled_from(PIECES), st.sampled_from(FRAGMENTS)), max_size=30
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(bodies)
def test_every_word_stands_in_a_block_or_in_the_list(pieces):
    numbers = count()
    html = re.sub(WORD, lambda _word: f" {WORD}{next(numbers)}{WORD} ", "".join(pieces))
    found = converted(html)
    everything = f"{found.body} {[part.original for part in found.unplaced]}"
    assert [word for word in re.findall(rf"{WORD}\d+{WORD}", html) if word not in everything] == []


@settings(max_examples=50, deadline=None, derandomize=True)
@given(bodies)
def test_nothing_but_what_editors_can_write_comes_out(pieces):
    body = converted("".join(pieces)).body
    for child in BodyBlock().to_python(body):
        child.block.get_prep_value(child.value)
        if child.block_type == "text":
            allowed = {"p", "b", "i", "ul", "ol", "li", "br", "a", "/"}
            assert set(tags_of(child.value["text"].source)) <= allowed
    assert RICH_TEXT_FEATURES == ["bold", "italic", "link", "document-link", "ol", "ul"]


def test_a_style_sheet_that_never_ends_swallows_no_words():
    assert "word" in str(converted("<style>word").body)


def tags_of(html):
    return [tag.split(">")[0].split(" ")[0].strip("/") or "/" for tag in html.split("<")[1:]]


@pytest.mark.parametrize(
    "unit",
    [
        "<b>",
        "<div>words ",
        "<ul><li>a",
        "<table><tr><td>a",
        "<blockquote><p>a",
        "<figure><img src=a>",
        "<",
        '<a " =">',
        '<a href="x',
        "<!--",
        "<!-- wp:group -->",
        '<!-- wp:x {"a":[',
        "[caption]",
        '[x a="',
        "<h2>same</h2>",
        "中文",
        "<q>",
        "<script>",
        "<form>a",
        "&",
        "\0",
        "a\n\n",
        "a<br>",
        '<a name="x"> </a>',
        "中文 ",
    ],
)
def test_hostile_bodies_end_and_take_time_by_their_length(unit):
    size = 60_000
    start = time.process_time()
    assert converted(unit * (size // len(unit))) is not None
    # A second for 60 KB is far above what it takes, and far below what anything quadratic would.
    assert time.process_time() - start < 1
