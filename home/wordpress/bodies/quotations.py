"""Somebody's words: a quotation where they fit into one, else paragraphs between quotation marks."""

import re

from home.wordpress.bodies.addresses import host_of
from home.wordpress.bodies.handlers import handles
from home.wordpress.bodies.lines import (
    ITALIC,
    Line,
    Paragraph,
    Part,
    Piece,
    Words,
    lines_in,
    links_in,
    text_of,
)
from home.wordpress.bodies.stream import LONGEST_QUOTATION, LONGEST_SPEAKER
from home.wordpress.bodies.trees import Node
from home.wordpress.bodies.walking import Walk

BEFORE_NAME = re.compile(r"^[\s—–-]+")
MARKS = '“”"„«»「」『』'


@handles("cite")
def cite(walk: Walk, node: Node) -> None:
    """In a quotation whoever said it, elsewhere the name of a work."""
    if walk.speakers is None:
        walk.inline(node, ITALIC)
    else:
        walk.speakers.append(node)


@handles("blockquote")
def quotation(walk: Walk, node: Node) -> None:
    if walk.writer.is_plain or walk.writer.in_list or walk.speakers is not None:
        walk.block(node)
        return
    walk.writer.edge()
    walk.speakers = []
    parts = walk.captured(node.children, is_plain=False)
    named, walk.speakers = walk.speakers, None
    # Some write the name as the quotation's only words.
    if named and not any(isinstance(part, Words) for part in parts):
        parts, named = [*walk.captured(named), *parts], []
    speakers = walk.captured(named)
    words = [part for part in parts if isinstance(part, Words)]
    text = "\n\n".join(text_of(part, "\n") for part in words)
    name = BEFORE_NAME.sub("", " ".join(text_of(part) for part in speakers if isinstance(part, Words)))
    is_plain = all(isinstance(part, Paragraph) and not links_in(part) for part in words)
    if words and is_plain and len(text) <= LONGEST_QUOTATION and len(name) <= LONGEST_SPEAKER:
        walk.place("quotation", text=text, speaker=name)
        for link in (link for part in speakers if isinstance(part, Words) for link in links_in(part)):
            walk.beside(host_of(link.address) or link.address, link)
        walk.place_all(part for part in parts if not isinstance(part, Words))
    else:
        walk.place_all([*_marked(parts), *_said_by(speakers)])
    walk.place_all(part for part in speakers if not isinstance(part, Words))


def _marked(parts: list[Part]) -> list[Part]:
    """The same, between quotation marks where it has none."""
    lines = [line for part in parts if isinstance(part, Words) for line in lines_in(part) if line]
    if lines and lines[0][0].text[0] not in MARKS:
        lines[0].insert(0, Piece("“", lines[0][0].style))
        lines[-1].append(Piece("”", lines[-1][-1].style))
    return parts


def _said_by(speakers: list[Part]) -> list[Part]:
    words = [part for part in speakers if isinstance(part, Words)]
    first: Line | None = next((line for part in words for line in lines_in(part) if line), None)
    if first and not BEFORE_NAME.match(first[0].text):
        first.insert(0, Piece("— "))
    return list(words)
