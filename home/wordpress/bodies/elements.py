"""Elements of words: headings, lists, marks, links, and what readers never saw."""

import re

from home.wordpress.bodies.handlers import handles
from home.wordpress.bodies.lines import (
    BOLD,
    ITALIC,
    Block,
    Words,
    links_in,
    text_of,
)
from home.wordpress.bodies.reasons import Reason
from home.wordpress.bodies.stream import LONGEST_HEADING
from home.wordpress.bodies.trees import Node
from home.wordpress.bodies.walking import HeadingFound, Walk

RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
NUMBER = re.compile(r"[0-9+()-]+")
# What programs leave in comments.
LEFTOVER = re.compile(
    r"\s*(\[if|\[endif|<!\[endif|if gte|startfragment|endfragment|noteaser|/?wp:)", re.IGNORECASE
)
MORE = re.compile(r"\s*(more|nextpage)\b", re.IGNORECASE)


@handles(
    "p div section article aside main header footer nav center address dd figcaption fieldset legend dialog"
    " details hgroup body html tr td th tbody thead tfoot caption li dl form-words optgroup"
)
def block(walk: Walk, node: Node) -> None:
    walk.block(node)


@handles("dt summary")
def bold_block(walk: Walk, node: Node) -> None:
    walk.writer.edge()
    walk.inline(node, BOLD)
    walk.writer.edge()


@handles("b strong")
def bold(walk: Walk, node: Node) -> None:
    walk.inline(node, BOLD)


@handles("i em dfn var")
def italic(walk: Walk, node: Node) -> None:
    walk.inline(node, ITALIC)


@handles("br")
def line_break(walk: Walk, node: Node) -> None:
    walk.writer.break_line()


@handles("hr")
def separator(walk: Walk, node: Node) -> None:
    walk.writer.edge()
    walk.drop("separator")


@handles("q")
def words_in_quotes(walk: Walk, node: Node) -> None:
    walk.writer.add("“")
    walk.inline(node)
    walk.writer.add("”")


@handles("sup sub")
def raised(walk: Walk, node: Node) -> None:
    """Numbers become signs of their own, so that m² does not turn into m2."""
    only = node.children[0] if len(node.children) == 1 else None
    if isinstance(only, str) and NUMBER.fullmatch(only.strip()):
        walk.writer.add(only.strip().translate(RAISED if node.name == "sup" else LOWERED))
    else:
        walk.inline(node)


@handles("del s strike")
def struck_out(walk: Walk, node: Node) -> None:
    if not walk.is_struck_out and node.has_words():
        walk.unplaced(Reason.STRUCK_OUT, node)
    before, walk.is_struck_out = walk.is_struck_out, True
    walk.inline(node)
    walk.is_struck_out = before


@handles("a")
def link(walk: Walk, node: Node) -> None:
    written = node.get("href")
    if node.has_class("wp-block-file__button"):
        walk.drop("download button")
        return
    if not written or walk.writer.link:
        walk.inline(node)
        return
    found = walk.addresses.link(written)
    if found is None:
        walk.unplaced(Reason.LINK_UNSAFE, node)
        walk.inline(node)
        return
    found.rel = node.get("rel")
    found.start, found.end = node.start, node.end
    walk.writer.link = found
    walk.inline(node)
    walk.writer.link = None
    if not node.children:
        walk.drop("link without words")


@handles("h1 h2 h3 h4 h5 h6")
def heading(walk: Walk, node: Node) -> None:
    if walk.writer.is_plain or walk.writer.in_list:
        bold_block(walk, node)
        return
    walk.writer.edge()
    before = len(walk.writer.parts)
    names = [name for name, place in walk.names if place == before]
    walk.names = []
    walk.name(node)
    parts = walk.captured(node.children)
    names += [name for name, _place in walk.names]
    words: list[Words] = [part for part in parts if not isinstance(part, Block)]
    text = " ".join(map(text_of, words)).strip()
    links = list(dict.fromkeys(link for part in words for link in links_in(part)))
    if len(text) > LONGEST_HEADING:
        walk.writer.parts += words
    elif text:
        found = Block("heading", {"text": text})
        walk.headings.append(HeadingFound(found, int(node.name[1]), names))
        walk.place_all([found])
        if len(links) == 1 and not links[0].anchor:
            walk.paragraph(text, link=links[0])
        elif links:
            walk.words_alone(words)
    walk.place_all(part for part in parts if isinstance(part, Block))


@handles("pre listing plaintext")
def preformatted(walk: Walk, node: Node) -> None:
    walk.writer.edge()
    before, walk.is_preformatted = walk.is_preformatted, True
    walk.inline(node)
    walk.is_preformatted = before
    walk.writer.edge()


@handles("!")
def comment(walk: Walk, node: Node) -> None:
    if found := MORE.match(node.raw):
        walk.writer.edge()
        walk.drop(found.group(1).lower())
    elif LEFTOVER.match(node.raw) or not re.search(r"\w", node.raw):
        walk.drop("comment")
    else:
        walk.unplaced(Reason.HIDDEN, node)
