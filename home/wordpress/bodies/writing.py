"""Takes words and blocks as they come and makes paragraphs, lists and parts of them."""

import re
from collections.abc import Callable

from home.wordpress.bodies.lines import BLANK, Line, Link, Listing, Paragraph, Part, Piece, Words, line_of

BREAK = None
BLANK_LINE = re.compile(r"[ \t\u00a0]*\n[ \t\u00a0]*\n\s*")
RUN = re.compile(r"^ +| {2,}")
EN_SPACE = "\u2002"


# What puts a line in its place as something else than words; None where it is words.
Alone = Callable[[Line], Callable[[], None] | None]


class Writer:
    """What has been read so far, and how the next words look.

    One without `alone` is plain: it takes words for a place where nothing else can stand.
    """

    def __init__(self, alone: Alone | None = None) -> None:
        self.alone = alone
        self.parts: list[Part] = []
        self.current: list[Piece | None] = []
        self.waiting: list[Part] = []
        self.items: list[list[Words]] = []
        self.open_lists = 0
        self._has_words = False
        self._has_line = False
        self.style = 0
        self.link: Link | None = None

    @property
    def is_plain(self) -> bool:
        return self.alone is None

    @property
    def in_list(self) -> bool:
        return self.open_lists > 0

    def add(self, text: str) -> None:
        if text:
            self.current.append(Piece(text, self.style, self.link))
            if not self._has_line and text.strip(BLANK):
                self._has_words = self._has_line = True

    def add_lines(self, text: str) -> None:
        """Words where, as in WordPress's editor, a new line is one and an empty line divides paragraphs."""
        if "\n" not in text:
            self.add(text)
            return
        for number, paragraph in enumerate(BLANK_LINE.split(text)):
            if number:
                self.edge()
            for place, line in enumerate(paragraph.split("\n")):
                if place:
                    self.break_line(is_soft=True)
                self.add(line)

    def add_preformatted(self, text: str) -> None:
        """Words whose lines and spaces stand as they were written."""
        for place, line in enumerate(text.expandtabs(4).split("\n")):
            if place:
                self.break_line()
            self.add(RUN.sub(lambda spaces: EN_SPACE * len(spaces.group()), line))

    def break_line(self, *, is_soft: bool = False) -> None:
        """A new line; two of them divide paragraphs. One at the edge of something is none."""
        if not self.has_words():
            self.current.clear()
            return
        self.current.append(BREAK if not is_soft else Piece("\n", -1))
        self._has_line = False

    def has_words(self) -> bool:
        """Whether a paragraph has begun."""
        return self._has_words

    def edge(self) -> None:
        """Here a paragraph ends and another may begin."""
        if self.current:
            pieces, self.current = self.current, []
            self._has_words = self._has_line = False
            run: list[Line] = []
            for line in [*map(line_of, _split(pieces)), []]:
                place = self.alone(line) if line and self.alone and not self.open_lists else None
                if place or not line:
                    self._end_paragraph(run)
                    run = []
                if place:
                    place()
                elif line:
                    run.append(line)
        if not self.open_lists:
            self._seat()

    def _end_paragraph(self, run: list[Line]) -> None:
        if run and self.items:
            self.items[-1].append(Paragraph(run))
        elif run:
            self.parts.append(Paragraph(run))

    def place(self, part: Part) -> None:
        """Something that stands by itself: not inside a line, but after its paragraph; after a list."""
        if not self.open_lists and not self._has_line:
            self.edge()
            self.parts.append(part)
        else:
            self.waiting.append(part)

    def _seat(self) -> None:
        if self.waiting:
            self.parts += self.waiting
            self.waiting = []

    def begin_list(self) -> None:
        self.edge()
        self.open_lists += 1

    def begin_item(self) -> None:
        self.edge()
        self.items.append([])

    def end_item(self) -> list[Words]:
        self.edge()
        return self.items.pop()

    def end_list(self, listing: Listing) -> None:
        self.open_lists -= 1
        if listing.items and self.items:
            self.items[-1].append(listing)
        elif listing.items:
            self.parts.append(listing)
        if not self.open_lists:
            self._seat()

    def finish(self) -> list[Part]:
        self.edge()
        self._seat()
        return self.parts


def _split(pieces: list[Piece | None]) -> list[list[Piece]]:
    """The lines; a soft one beside a hard one is the same."""
    if len(pieces) == 1 and (only := pieces[0]) and only.style >= 0:
        return [[only]]
    lines: list[list[Piece]] = [[]]
    was_hard = False
    for piece in pieces:
        if piece is BREAK:
            lines.append([])
            was_hard = True
        elif piece.style < 0:
            if not was_hard:
                lines.append([])
            was_hard = False
        else:
            lines[-1].append(piece)
            was_hard = was_hard and not piece.text.strip(BLANK)
    return lines
