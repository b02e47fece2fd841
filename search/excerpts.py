"""Excerpts of results: the part of a text where the words stand closest, with the words marked."""

import re
from collections.abc import Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.hits import Finder, Hit

LENGTH = 160
# In Chinese a character says more.
CHINESE_LENGTH = 80
# Before the first word that was found, as a share of the excerpt.
LEAD = 4
WORD_BOUNDARY = 20

# Paragraphs, captions and cells stand on lines of their own; a sentence already says where it ends.
LINE_AFTER_A_STOP = re.compile(r"(?<=[.!?:;,…。！？：；，、؟۔،؛।])\n|(?<=[.!?…。！？؟۔।]</mark>)\n")
BETWEEN_LINES = " · "


class Marker(Finder):
    """Marks the words of one query in texts."""

    def brief_hits(self, text: str, language: str) -> list[Hit]:
        """Where the words stand, as far as the first part that holds them all and is a possible excerpt."""
        return self.hits(text, language, brief=_length(language))

    def marked(self, text: str, language: str) -> SafeString:
        """The whole text as HTML, the words in <mark>."""
        return _html(text, 0, len(text), self.hits(text, language))

    def excerpt(self, text: str, language: str, hits: Sequence[Hit] | None = None) -> SafeString:
        """The part of a text with most of the words, as HTML; its beginning where it has none."""
        hits = self.brief_hits(text, language) if hits is None else hits
        length = _length(language)
        first = _densest(hits, length)
        # Near its end as long as elsewhere: the last line alone is often the title of a document.
        start = _word_start(text, max(0, min(first - length // LEAD, len(text) - length)))
        stop = _word_end(text, min(len(text), start + length))
        return _html(text, start, stop, [hit for hit in hits if start <= hit.start < stop])


def _length(language: str) -> int:
    """Of an excerpt, in characters."""
    return CHINESE_LENGTH if language.startswith("zh") else LENGTH


def words_in(hits: Iterable[Hit]) -> int:
    """How many different words of the query were found."""
    return len({hit.group for hit in hits})


def _densest(hits: Sequence[Hit], length: int) -> int:
    """Where the window begins that holds most different words, then most words; 0 without any."""
    best, begin, last = (0, 0), 0, 0
    for number, hit in enumerate(hits):
        last = max(last, number)
        while last + 1 < len(hits) and hits[last + 1].start < hit.start + length:
            last += 1
        held = hits[number : last + 1]
        value = (words_in(held), len(held))
        if value > best:
            best, begin = value, hit.start
    return begin


def _word_start(text: str, place: int) -> int:
    if not place:
        return 0
    space = text.find(" ", place, place + WORD_BOUNDARY)
    return space + 1 if space >= 0 else place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - WORD_BOUNDARY, place)
    return space if space >= 0 else place


def _html(text: str, start: int, stop: int, hits: Iterable[Hit]) -> SafeString:
    """A part of a text as HTML; what was typed is escaped, marks that touch become one."""
    parts: list[str] = []
    place = start
    for begin, end in _joined(hits, start, stop):
        parts += [escape(text[place:begin]), "<mark>", escape(text[begin:end]), "</mark>"]
        place = end
    parts.append(escape(text[place:stop]))
    ends = "…" if start else "", "…" if stop < len(text) else ""
    html = LINE_AFTER_A_STOP.sub(" ", "".join(parts)).replace("\n", BETWEEN_LINES)
    return mark_safe(ends[0] + html + ends[1])  # noqa: S308  # every part is escaped above


def _joined(hits: Iterable[Hit], start: int, stop: int) -> list[tuple[int, int]]:
    """(start, end) of marks inside a part; the pairs of Chinese characters overlap."""
    found: list[tuple[int, int]] = []
    for hit in hits:
        begin, end = max(hit.start, start), min(hit.end, stop)
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif begin < end:
            found.append((begin, end))
    return found
