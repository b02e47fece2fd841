"""Walks through an old body in the order of reading and hands each element to who knows it."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from home.wordpress.bodies.addresses import Addresses
from home.wordpress.bodies.handlers import HANDLERS, handler_of
from home.wordpress.bodies.hidden import is_hidden, says_more
from home.wordpress.bodies.lines import (
    BOLD,
    ITALIC,
    Block,
    Line,
    Link,
    Paragraph,
    Part,
    Piece,
    line_of,
    links_in,
    text_of,
)
from home.wordpress.bodies.reasons import Reason
from home.wordpress.bodies.results import Context, Converted, Unplaced
from home.wordpress.bodies.trees import Node, parse
from home.wordpress.bodies.writing import Writer

StandsAlone = Callable[["Walk", Line], Callable[[], None] | None]
WEIGHT = re.compile(r"font-weight\s*:\s*(?:(bold(?:er)?|[6-9]00)|(normal|lighter|[1-5]00))", re.IGNORECASE)
SLANT = re.compile(r"font-style\s*:\s*(?:(italic|oblique)|(normal))", re.IGNORECASE)
GALLERIES = ("gallery", "wp-block-gallery", "blocks-gallery-grid", "tiled-gallery")


class HeadingFound(NamedTuple):
    """A heading with its level in the old body, and the names that led to it."""

    block: Block
    level: int
    names: list[str]


class Walk:
    """What is known in the middle of a body."""

    def __init__(self, source: str, context: Context, result: Converted, alone: "StandsAlone") -> None:
        self.source = source
        self.context = context
        self.result = result
        self.addresses = Addresses(context, result)
        self.alone = alone
        self.writer = Writer(self._stands_alone)
        self.new_lines_count, self.is_preformatted = True, False
        # Who said it, in the quotation around; None outside of one.
        self.speakers: list[Node] | None = None
        # Of the figure around: its caption, until something takes it, and itself.
        self.caption = ""
        self.figure: Node | None = None
        self.in_gallery, self.figures = False, 0
        self.skipped: Node | None = None
        self.is_struck_out = False
        self.later: list[str] = []
        # Where the last part ends that is listed for a reason.
        self.listed: dict[Reason, int] = {}
        # Names of places, with the number of parts before each.
        self.names: list[tuple[str, int]] = []
        self.headings: list[HeadingFound] = []
        self.reusable: tuple[int, ...] = ()

    def take_caption(self) -> str:
        """The caption of the figure around, for whoever asks first."""
        caption, self.caption = self.caption, ""
        return caption

    def children(self, node: Node) -> None:
        self.all(node.children)

    def all(self, nodes: Iterable[Node | str]) -> None:
        for child in nodes:
            if isinstance(child, str):
                self.text(child)
            else:
                self.node(child)

    def text(self, text: str) -> None:
        if self.is_preformatted:
            self.writer.add_preformatted(text)
        elif self.new_lines_count:
            self.writer.add_lines(text)
        else:
            self.writer.add(text)

    def node(self, node: Node) -> None:
        if node.raw and is_hidden(node):
            self.unplaced(Reason.HIDDEN, node)
        elif "gallery" in node.raw and not self.in_gallery and node.has_class(*GALLERIES):
            HANDLERS["gallery"](self, node)
        elif handler := handler_of(node.name):
            handler(self, node)
        else:
            self.inline(node)
        if node.raw and "title" in node.raw and says_more(node):
            self.unplaced(Reason.TITLE, node)

    def inline(self, node: Node, style: int = 0) -> None:
        """Words in a line; marks that stand in a style attribute count too."""
        before = self.writer.style
        self.name(node)
        self.writer.style |= style
        if "style" in node.raw:
            written = node.get("style")
            for pattern, mark in ((WEIGHT, BOLD), (SLANT, ITALIC)):
                if found := pattern.search(written):
                    self.writer.style = before | mark if found.group(1) else self.writer.style & ~mark
        self.children(node)
        self.writer.style = before

    def block(self, node: Node) -> None:
        """Words that stand for themselves."""
        self.writer.edge()
        self.inline(node)
        self.writer.edge()

    def name(self, node: Node) -> None:
        """Remembers a name that links may lead to, for the heading that follows."""
        if "id" in node.raw or "name" in node.raw:
            before = len(self.writer.parts) + self.writer.has_words()
            self.names += [(value, before) for key in ("id", "name") if (value := node.get(key))]

    def paragraph(self, text: str, style: int = 0, link: Link | None = None) -> None:
        """A paragraph of its own."""
        self.writer.edge()
        before = self.writer.style, self.writer.link
        self.writer.style, self.writer.link = style, link or self.writer.link
        self.writer.add(text)
        self.writer.edge()
        self.writer.style, self.writer.link = before

    def place(self, kind: str, **value: Any) -> None:
        self.writer.place(Block(kind, value))

    def place_all(self, parts: Iterable[Part]) -> None:
        for part in parts:
            self.writer.place(part)

    def beside(self, text: str, link: Link | None = None) -> None:
        """A paragraph beside what is read: after the paragraph or the list that it stands in."""
        if line := line_of([Piece(text, 0, link)]):
            self.writer.place(Paragraph([line]))

    def captured(self, nodes: Iterable["Node | str"], *, is_plain: bool = True) -> list[Part]:
        """What these nodes become, beside the body; plain: words and what must wait until after them."""
        before = self.writer
        self.writer = Writer(None if is_plain else self._stands_alone)
        self.writer.link = before.link if is_plain else None
        self.all(nodes)
        parts, self.writer = self.writer.finish(), before
        return parts

    def plain(self, nodes: Iterable["Node | str"], between: str = " ") -> tuple[str, list[Block]]:
        """The words of nodes for a place where only words can stand, and the blocks among them."""
        parts = self.captured(nodes)
        return self.words_alone(parts, between), [part for part in parts if isinstance(part, Block)]

    def words_alone(self, parts: Iterable[Part], between: str = " ") -> str:
        """The words of parts; their links are listed, since they are lost here."""
        words = [part for part in parts if not isinstance(part, Block)]
        for part in words:
            for link in links_in(part):
                if link is not self.writer.link:
                    original = self.source[link.start : link.end] or link.address
                    self.result.unplaced.append(Unplaced(Reason.LINK_IN_PLAIN_WORDS, original))
        return between.join(text_of(part, between) for part in words)

    def unplaced(self, reason: Reason, node: Node) -> None:
        """Lists a node with its source, once: not what stands inside another for the same reason."""
        if node.start >= self.listed.get(reason, 0):
            self.listed[reason] = node.end
            self.result.unplaced.append(Unplaced(reason, self.source[node.start : node.end]))

    def drop(self, what: str) -> None:
        self.result.dropped[what] += 1

    @contextmanager
    def inside(self, source: str) -> Iterator[Node]:
        """The tree of another source that stands in place of something."""
        before = self.source, self.listed
        self.source, self.listed = source, {}
        yield parse(source)
        self.source, self.listed = before

    @contextmanager
    def without_new_lines(self, *, count: bool = False) -> Iterator[None]:
        """Inside, a new line is a space like others, or (count) a new line."""
        before, self.new_lines_count = self.new_lines_count, count
        yield
        self.new_lines_count = before

    def _stands_alone(self, line: Line) -> Callable[[], None] | None:
        return self.alone(self, line)
