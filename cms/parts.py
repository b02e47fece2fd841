"""Long pages of the lite form, cut into parts that each fit into one short answer.

A page that fits stays whole. One that does not is cut inside its <main>: between paragraphs, items
and rows, inside a paragraph only where it alone is longer than an answer may be.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

# Bytes over the wire. Django's gzip adds up to 100 of its own, so that nobody can guess from sizes.
LIMIT = 14 * 1024 - 100
LEVEL = 6
# Bytes of text: what is shorter stays together; a block of words may be longer before it is cut.
GRAIN, WORDS_GRAIN = 800, 3_000
WORDS = {"p", "li", "blockquote", "tr", "h1", "h2", "h3", "h4", "figcaption", "summary", "address"}
NEVER_CUT = {"form", "select", "button", "svg", "h1", "h2", "h3", "h4"}
HEADINGS = re.compile(r"</h[2-4]>(?:</\w+>)*$")
SENTENCE = re.compile(r"(?<=[.!?。！？۔؟।])\s*|(?<=[\s，、،])")
MAIN = re.compile(r"(?s)(.*<main\b[^>]*>)(.*)(</main>.*)")
ID = re.compile(r'\sid="([^"]+)"')
LOCAL_LINK = re.compile(r'href="#([^"]+)"')
REFERENCE = re.compile(r'\s(?:aria-labelledby|aria-describedby|headers)="([^"]+)"')


@dataclass(frozen=True)
class Piece:
    """What is never cut again, and the elements around it, the outermost first."""

    around: tuple[Tag, ...]
    html: str


def weight(html: str) -> int:
    """The bytes of an answer with this content, as they are sent."""
    return len(zlib.compress(html.encode(), LEVEL)) + 12


def fits(document: str) -> bool:
    return weight(document) <= LIMIT


def cut(document: str, address: Callable[[int], str], room_for_links: int) -> tuple[str, list[str], str]:
    """What stands before <main>'s content, the content in parts, and what stands behind it.

    `address` gives the escaped address of a part, counted from 1; `room_for_links` is kept free in
    each part for the links between them. A document without <main> is one part.
    """
    match = MAIN.fullmatch(document)
    if match is None:
        return "", [document], ""
    before, main, after = match.groups()
    soup = BeautifulSoup(main, "html.parser")
    pieces = list(_pieces(soup, ()))
    title = _title(soup)
    room = LIMIT - weight(before + after) - room_for_links
    for _ in range(6):
        parts = _linked(_assembled(_groups(pieces, room), title), address)
        excess = max(weight(before + part + after) for part in parts) + room_for_links - LIMIT
        if excess <= 0:
            break
        room = max(room - excess - 100, 1_000)
    return before, parts, after


def _title(soup: BeautifulSoup) -> str:
    """The page's heading, repeated on each part so that no page is without one."""
    heading = soup.h1
    return f'<h1 dir="auto">{heading.decode_contents().strip()}</h1>' if heading else ""


def _pieces(node: Tag, around: tuple[Tag, ...]) -> Iterator[Piece]:
    for child in list(node.children):
        if isinstance(child, Tag):
            yield from _pieces_of_tag(child, around)
        elif type(child) is NavigableString:
            for text in _sentences(child):
                yield Piece(around, text)


def _pieces_of_tag(tag: Tag, around: tuple[Tag, ...]) -> Iterator[Piece]:
    html = str(tag)
    grain = WORDS_GRAIN if tag.name in WORDS else GRAIN
    if tag.name in NEVER_CUT or len(html.encode()) <= grain or not tag.contents:
        yield Piece(around, html)
        return
    if tag.name == "ol":
        for number, item in enumerate(tag.find_all("li", recursive=False), int(str(tag.get("start", "1")))):
            item["value"] = str(number)
    yield from _pieces(tag, (*around, tag))


def _sentences(text: str) -> Iterator[str]:
    """A text as HTML, in sentences where it is long."""
    if not text.strip():
        yield text[:1]
    elif len(text.encode()) <= WORDS_GRAIN:
        yield escape(text, quote=False)
    else:
        collected = ""
        for sentence in SENTENCE.split(text):
            for start in range(0, len(sentence), GRAIN):
                collected += sentence[start : start + GRAIN]
                if len(collected.encode()) > GRAIN:
                    yield escape(collected, quote=False)
                    collected = ""
        yield escape(collected, quote=False)


def _groups(pieces: list[Piece], room: int) -> list[list[Piece]]:
    """The pieces in as few groups as fit; no group ends with a heading."""
    groups: list[list[Piece]] = [[]]
    meter, sent = zlib.compressobj(LEVEL), 0
    for piece in pieces:
        data = ("".join(f"<{tag.name}>" for tag in piece.around) + piece.html).encode()
        trial = meter.copy()
        if sent + len(trial.compress(data)) + len(trial.flush()) > room and any(groups[-1]):
            carried: list[Piece] = []
            while len(groups[-1]) > 1 and _leads_on(groups[-1][-1]):
                carried.insert(0, groups[-1].pop())
            groups.append(carried)
            meter, sent = zlib.compressobj(LEVEL), 0
            data = "".join(item.html for item in carried).encode() + data
        sent += len(meter.compress(data))
        groups[-1].append(piece)
    return groups


def _leads_on(piece: Piece) -> bool:
    return not piece.html.strip() or bool(HEADINGS.search(piece.html.strip()))


def _assembled(groups: list[list[Piece]], title: str) -> list[str]:
    opened: set[int] = set()
    parts = []
    for number, group in enumerate(groups):
        html, stack = [title] if number and title else [], list[Tag]()
        for piece in group:
            shared = 0
            while shared < min(len(stack), len(piece.around)) and stack[shared] is piece.around[shared]:
                shared += 1
            html += [f"</{tag.name}>" for tag in reversed(stack[shared:])]
            for tag in piece.around[shared:]:
                html.append(_opening(tag, is_again=id(tag) in opened))
                opened.add(id(tag))
            stack = list(piece.around)
            html.append(piece.html)
        html += [f"</{tag.name}>" for tag in reversed(stack)]
        parts.append("".join(html))
    return parts


def _opening(tag: Tag, is_again: bool) -> str:
    """The start of an element; where it goes on in another part, without its id, with its table's head."""
    attributes: dict[str, Any] = {
        name: value for name, value in tag.attrs.items() if not (is_again and name == "id")
    }
    empty = BeautifulSoup("", "html.parser").new_tag(tag.name, attrs=attributes)
    head = tag.thead if is_again and tag.name == "table" else None
    return str(empty).removesuffix(f"</{tag.name}>") + (str(head) if head else "")


def _linked(parts: list[str], address: Callable[[int], str]) -> list[str]:
    """Links to a place in another part lead there; references to what is elsewhere go."""
    places = {name: number for number, part in enumerate(parts, 1) for name in ID.findall(part)}
    linked = []
    for number, part in enumerate(parts, 1):

        def link(match: re.Match[str], number: int = number) -> str:
            target = places.get(match[1], number)
            return match[0] if target == number else f'href="{address(target)}#{match[1]}"'

        def reference(match: re.Match[str], number: int = number) -> str:
            return match[0] if all(places.get(name) == number for name in match[1].split()) else ""

        linked.append(REFERENCE.sub(reference, LOCAL_LINK.sub(link, part)))
    return linked
