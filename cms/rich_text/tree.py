"""A text as a tree of plain data: paragraphs and lists, words, links and line breaks.

Markup that is none of these keeps its words: what stands in blocks of its own becomes a paragraph.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from bs4 import BeautifulSoup
from bs4.element import (
    NavigableString,
    PageElement,
    PreformattedString,
    Script,
    Stylesheet,
    Tag,
    TemplateString,
)

from cms.shapes import (
    BlockNode,
    InlineNode,
    LineBreakNode,
    LinkNode,
    ListItem,
    ListNode,
    ParagraphNode,
    TextNode,
)
from cms.shapes.texts import ItemNode, PlainNode
from cms.targets import Targets

BOLD, ITALIC, LISTS = {"b", "strong"}, {"i", "em"}, {"ol", "ul"}
# Elements that stand in a line of words; all others stand for themselves.
IN_LINE = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|rp|rt|ruby"
    "|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
UNSEEN = (PreformattedString, Script, Stylesheet, TemplateString)  # comments and the like
# Other spaces stay as they are: one that does not break holds a number together.
SPACES = re.compile(r"[ \t\r\n\f]+")


AnyNode = TypeVar("AnyNode", InlineNode, ItemNode)


class Edge:
    """Where one paragraph ends and another may begin."""


Piece = TextNode | LineBreakNode | LinkNode | ListNode | Edge


@dataclass(frozen=True)
class Reader:
    """Reads elements one after the other; bold, italic and is_linked say what they stand in."""

    targets: Targets
    bold: bool = False
    italic: bool = False
    is_linked: bool = False

    def pieces(self, parent: Tag) -> Iterator[Piece]:
        for element in parent.children:
            yield from self.piece(element)

    def piece(self, element: PageElement) -> Iterator[Piece]:
        if isinstance(element, NavigableString):
            if not isinstance(element, UNSEEN):
                text = SPACES.sub(" ", element)
                yield TextNode(type="text", text=text, bold=self.bold, italic=self.italic)
        elif isinstance(element, Tag):
            yield from self._of_tag(element)

    def _of_tag(self, tag: Tag) -> Iterator[Piece]:
        if tag.name == "br":
            yield LineBreakNode(type="line_break")
        elif tag.name in LISTS and not self.is_linked:
            yield self._list(tag)
        elif tag.name == "a" and not self.is_linked:
            yield from self._link(tag)
        elif IN_LINE.fullmatch(tag.name):
            bold, italic = self.bold or tag.name in BOLD, self.italic or tag.name in ITALIC
            yield from replace(self, bold=bold, italic=italic).pieces(tag)
        else:
            yield Edge()
            yield from self.pieces(tag)
            yield Edge()

    def _link(self, tag: Tag) -> Iterator[Piece]:
        pieces = list(replace(self, is_linked=True).pieces(tag))
        # Lists and links inside a link have become words, so that nothing but these is left.
        children = cast("list[PlainNode]", in_one_place(pieces))
        if not children:
            yield from pieces
            return
        words = "".join(child["text"] if child["type"] == "text" else " " for child in children)
        attrs = {name: str(value) for name, value in tag.attrs.items()}
        link = self.targets.link(attrs, SPACES.sub(" ", words).strip())
        yield LinkNode(type="link", link=link, children=children)

    def _list(self, tag: Tag) -> ListNode:
        items = []
        for element in tag.children:
            is_item = isinstance(element, Tag) and element.name == "li"
            pieces = self.pieces(cast("Tag", element)) if is_item else self.piece(element)
            if children := trimmed(in_one_place(pieces)):
                items.append(ListItem(children=children))
        return ListNode(type="list", ordered=tag.name == "ol", items=items)


def tree_of(html: str, targets: Targets) -> list[BlockNode]:
    """The tree of a text as the database holds it."""
    pieces = Reader(targets).pieces(BeautifulSoup(html, "html.parser"))
    return [
        ParagraphNode(type="paragraph", children=trimmed(run)) if isinstance(run, list) else run
        for run in runs(pieces)
    ]


def in_one_place(pieces: Iterable[Piece]) -> list[ItemNode]:
    """What an item of a list or a link holds: paragraphs as lines, and lists."""
    found: list[ItemNode] = []
    for run in runs(pieces):
        if not isinstance(run, list):
            found.append(run)
        else:
            if found and found[-1]["type"] != "list":
                found.append(LineBreakNode(type="line_break"))
            found += run
    return found


def runs(pieces: Iterable[Piece]) -> Iterator[list[InlineNode] | ListNode]:
    """The words between two edges, as many as there are, and the lists; nothing that is empty."""
    run: list[InlineNode] = []
    for piece in (*pieces, Edge()):
        if not isinstance(piece, Edge) and piece["type"] != "list":
            run.append(piece)
            continue
        if has_words(run):
            yield merged(run)
        run = []
        if not isinstance(piece, Edge) and piece["items"]:
            yield piece


def has_words(nodes: Iterable[InlineNode]) -> bool:
    """Whether there is anything to read: a link, or a text that is more than spaces."""
    return any(
        node["type"] == "link" or (node["type"] == "text" and bool(node["text"].strip())) for node in nodes
    )


def merged(nodes: Iterable[InlineNode]) -> list[InlineNode]:
    """The same, with neighbours that look alike as one."""
    found: list[InlineNode] = []
    for node in nodes:
        last = found[-1] if found else None
        if last and last["type"] == "text" and node["type"] == "text" and looks(last) == looks(node):
            last["text"] = SPACES.sub(" ", last["text"] + node["text"])
        else:
            found.append(node)
    return found


def looks(node: TextNode) -> tuple[bool, bool]:
    return node["bold"], node["italic"]


def trimmed(nodes: list[AnyNode]) -> list[AnyNode]:
    """The same without the spaces at both ends, which nobody sees."""
    if not nodes:
        return []
    first, last = nodes[0], nodes[-1]
    if first["type"] == "text":
        first["text"] = first["text"].lstrip(" ")
    if last["type"] == "text":
        last["text"] = last["text"].rstrip(" ")
    return [node for node in nodes if node["type"] != "text" or node["text"]]
