"""Words as they stand on the page: paragraphs and lists, of lines, of pieces that look alike."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from home.wordpress.bodies.results import File

BOLD, ITALIC = 1, 2
SPACES = re.compile(r"[ \t\n\r\f\v]+")
WIDE = re.compile(r"[ \u00a0]*\u00a0[ \u00a0]+|[ ]+\u00a0")
BLANK = " \u00a0\t\n\r\f\v\ufeff\u200b"


@dataclass(slots=True, eq=False)
class Link:
    """Where words lead: attributes of an <a> as the database holds it.

    An `anchor` is a name inside the page, which may turn out to be that of a heading.
    """

    tag: str = ""
    address: str = ""
    rel: str = ""
    anchor: str = ""
    file: File | None = None
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Piece:
    text: str
    style: int = 0
    link: Link | None = None


Line = list[Piece]
# Of anchors: the id of the heading that has the name.
Anchors = Mapping[str, str]


@dataclass(slots=True)
class Paragraph:
    lines: list[Line]


@dataclass(slots=True)
class Listing:
    """A list; items hold paragraphs and lists."""

    ordered: bool
    items: list[list["Words"]] = field(default_factory=list)


Words = Paragraph | Listing


@dataclass(slots=True)
class Block:
    """A block that is no text, with its value as the database holds it."""

    kind: str
    value: dict[str, Any]


Part = Paragraph | Listing | Block


def line_of(pieces: Sequence[Piece]) -> Line:
    """The same without spaces that nobody sees and with neighbours that look alike as one."""
    if len(pieces) == 1:
        only = pieces[0]
        text = SPACES.sub(" ", only.text).strip(BLANK)
        return [Piece(WIDE.sub(" ", text), only.style, only.link)] if text else []
    line: Line = []
    texts: list[list[str]] = []
    ends_in_space = False
    for piece in pieces:
        text = SPACES.sub(" ", piece.text)
        if ends_in_space:
            text = text.lstrip(" ")
        if not text:
            continue
        ends_in_space = text[-1] == " "
        last = line[-1] if line else None
        if last and last.style == piece.style and last.link is piece.link:
            texts[-1].append(text)
        else:
            line.append(Piece(text, piece.style, piece.link))
            texts.append([text])
    for piece, parts in zip(line, texts, strict=True):
        if len(parts) > 1:
            piece.text = "".join(parts)
    worded = [place for place, piece in enumerate(line) if piece.text.strip(BLANK)]
    line = line[worded[0] : worded[-1] + 1] if worded else []
    if line:
        line[0].text = line[0].text.lstrip(BLANK)
        line[-1].text = line[-1].text.rstrip(BLANK)
    for piece in line:
        if "\u00a0" in piece.text:
            piece.text = WIDE.sub(" ", piece.text)
    return line


def text_of_line(line: Line) -> str:
    return "".join(piece.text for piece in line)


def text_of(words: Words, between: str = " ") -> str:
    """The words alone."""
    return between.join(text_of_line(line) for line in lines_in(words))


def lines_in(words: Words) -> Iterator[Line]:
    if isinstance(words, Paragraph):
        yield from words.lines
    else:
        for item in words.items:
            for part in item:
                yield from lines_in(part)


def links_in(words: Words) -> list[Link]:
    """Each link once, in the order of reading."""
    found = (piece.link for line in lines_in(words) for piece in line if piece.link)
    return list(dict.fromkeys(found))


def html_of(words: Words, anchors: Anchors) -> str:
    """As the database holds it."""
    if isinstance(words, Paragraph):
        return f"<p>{html_of_lines(words.lines, anchors)}</p>"
    name = "ol" if words.ordered else "ul"
    items = "".join(f"<li>{_html_of_item(item, anchors)}</li>" for item in words.items)
    return f"<{name}>{items}</{name}>"


def html_of_lines(lines: Iterable[Line], anchors: Anchors) -> str:
    return "<br/>".join(_html_of_line(line, anchors) for line in lines)


def _html_of_item(item: list[Words], anchors: Anchors) -> str:
    """Paragraphs as lines, and the lists inside."""
    html = ""
    for place, part in enumerate(item):
        if isinstance(part, Listing):
            html += html_of(part, anchors)
        else:
            html += "<br/>" if place else ""
            html += html_of_lines(part.lines, anchors)
    return html


def _html_of_line(line: Line, anchors: Anchors) -> str:
    html, link = "", None
    for piece in line:
        if piece.link is not link:
            html += _ended(link, anchors) + _begun(piece.link, anchors)
            link = piece.link
        text = escape(piece.text, quote=False)
        if piece.style & ITALIC:
            text = f"<i>{text}</i>"
        if piece.style & BOLD:
            text = f"<b>{text}</b>"
        html += text
    return html + _ended(link, anchors)


def _begun(link: Link | None, anchors: Anchors) -> str:
    if link and link.anchor:
        return f'<a href="#{anchors[link.anchor]}">' if link.anchor in anchors else ""
    return f"<a {link.tag}>" if link else ""


def _ended(link: Link | None, anchors: Anchors) -> str:
    return "</a>" if _begun(link, anchors) else ""
