"""An export cut into its items as it is read: one that is broken harms no other, none is held with another.

The text is cut where <item> and </item> stand outside of CDATA. Each item is parsed on its own, without the
head of the file: what a DOCTYPE would declare, such as entities that multiply, is unknown there.
"""

import codecs
import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from django.utils.translation import gettext as _

from home.wordpress.letters import encoding_of, is_of_the_east

CHUNK = 256 * 1024
# Letters of one item with its comments, and of what stands before the first.
MOST_OF_AN_ITEM = 8_000_000
MOST_OF_THE_HEAD = 16_000_000
# What XML 1.0 may not hold, and WordPress writes all the same.
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
OUTSIDE = re.compile(r"<!\[CDATA\[|<!--|<item(?=[\s>])[^>]*>|</item\s*>|</channel\s*>")
CLOSINGS = {"<![CDATA[": "]]>", "<!--": "-->"}
# Of the longest opening, which may be cut by the end of a chunk.
TAIL = 16
ZIP = b"PK\x03\x04"
# Signs that no text has: more of them, and it is none.
MOST_ILLEGAL = 4_000_000
Problem = Literal["truncated", "too_large"]


class NotAnExportError(Exception):
    """A file that is no export of WordPress; says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The head of an export, one of its items, or what was left of one: the line on which it begins."""

    kind: Literal["head", "item", "broken"]
    text: str
    line: int
    problem: Problem | None = None


def pieces(path: Path) -> Iterator[Piece]:
    """The head, then the items of a file, packed by gzip or not. Raises NotAnExportError, OSError."""
    with path.open("rb") as file:
        yield from _Cutter().cut(_texts(file, path.name))


def _texts(file: IO[bytes], name: str) -> Iterator[str]:
    """The text as it comes, with what XML may not hold taken out."""
    is_packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    stream: IO[bytes] = gzip.GzipFile(fileobj=file) if is_packed else file  # type: ignore[assignment]  # it reads
    start = _read(stream, name)
    if start.startswith(ZIP):
        raise NotAnExportError(_("This is a zip. Unpack it, and take the .xml that is in it."))
    encoding = encoding_of(start)
    if encoding == "utf-8" and is_of_the_east(start):
        raise NotAnExportError(
            _(
                "This file says that it is UTF-8, and its letters are of another encoding. If you know which,"
                ' write it into the first line, such as encoding="Big5" or encoding="GB18030"; else export'
                " again."
            )
        )
    decoder = codecs.getincrementaldecoder(encoding)(errors="wordpress")
    chunk, illegal = start, 0
    while chunk:
        text = decoder.decode(chunk)
        legal = ILLEGAL.sub("", text)
        yield legal
        illegal += len(text) - len(legal)
        if illegal > MOST_ILLEGAL:
            raise NotAnExportError(_("This file is no export of WordPress: it holds more than words."))
        chunk = _read(stream, name)
    yield ILLEGAL.sub("", decoder.decode(b"", final=True))


def _read(stream: IO[bytes], name: str) -> bytes:
    """The next bytes; none where a packed file ends before its time, as a truncated one does."""
    try:
        return stream.read(CHUNK)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return b""


class _Cutter:
    """Where it is in the text: `text` from the beginning of the piece that is being read."""

    def __init__(self) -> None:
        self.text, self.at, self.line = "", 0, 1
        self.is_head, self.is_item, self.is_skipping = True, False, False
        self.closing = ""
        self.has_ended = False

    def cut(self, texts: Iterator[str]) -> Iterator[Piece]:
        for text in texts:
            self.text += text
            yield from self._advance()
            yield from self._bound()
        yield from self._advance(is_last=True)
        yield from self._rest()

    def _advance(self, is_last: bool = False) -> Iterator[Piece]:
        while True:
            if self.closing:
                found = self.text.find(self.closing, self.at)
                if found < 0:
                    self.at = max(self.at, len(self.text) - len(self.closing) + 1)
                    return
                self.at, self.closing = found + len(self.closing), ""
            match = OUTSIDE.search(self.text, self.at)
            if match is None:
                self.at = max(self.at, len(self.text) - (0 if is_last else self._open_tail()))
                return
            self.at = match.end()
            yield from self._met(match)

    def _open_tail(self) -> int:
        """How many of the last letters may be the beginning of something that is looked for."""
        begun = self.text.rfind("<", -TAIL * 16)
        return len(self.text) - begun if begun >= 0 else 0

    def _met(self, match: re.Match[str]) -> Iterator[Piece]:
        opening = match[0]
        if opening in CLOSINGS:
            self.closing = CLOSINGS[opening]
        elif opening.startswith("<item"):
            if self.is_head:
                self.is_head = False
                yield Piece("head", self.text[: match.start()], self.line)
            elif self.is_item:
                yield self._broken("truncated", match.start())
            self._drop(match.start())
            self.is_item, self.is_skipping, self.at = True, False, len(opening)
        elif opening.startswith("</item") and self.is_item:
            piece = None if self.is_skipping else Piece("item", self.text[: match.end()], self.line)
            self.is_item, self.is_skipping = False, False
            self._drop(match.end())  # before it is read: a long one is not held twice
            if piece:
                yield piece
        elif opening.startswith("</channel"):
            self.has_ended = True

    def _drop(self, to: int) -> None:
        self.line += self.text.count("\n", 0, to)
        self.text, self.at = self.text[to:], max(0, self.at - to)

    def _bound(self) -> Iterator[Piece]:
        """Holds no more than the most, whatever comes."""
        if self.is_head and len(self.text) > MOST_OF_THE_HEAD:
            raise NotAnExportError(_("This file is no export of WordPress: no <item> was found in it."))
        if self.is_item and not self.is_skipping and len(self.text) > MOST_OF_AN_ITEM:
            self.is_skipping = True
            yield self._broken("too_large", len(self.text))
        if (self.is_skipping or not (self.is_head or self.is_item)) and self.at:
            self._drop(self.at)

    def _broken(self, problem: Problem, to: int) -> Piece:
        return Piece("broken", self.text[:to], self.line, problem)

    def _rest(self) -> Iterator[Piece]:
        if self.is_head:
            yield Piece("head", self.text, self.line, None if self.has_ended else "truncated")
        elif (self.is_item and not self.is_skipping) or not self.has_ended:
            yield self._broken("truncated", len(self.text))
