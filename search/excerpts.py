"""Excerpts of results: the part of a text where the words stand closest, with the words marked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search import analysis
from search.synonyms import Match

LENGTH = 160
# In Chinese a character says more.
CHINESE_LENGTH = 80
# Before the first word that was found, as a share of the excerpt.
LEAD = 4
# What is looked through of one text: an analysis of more would keep a reader waiting.
MOST_CHARACTERS = 20_000
WORD_BOUNDARY = 20


@dataclass(frozen=True)
class Hit:
    """Where in a text a word of the query stands, and which word."""

    start: int
    end: int
    group: int


class Marker:
    """Finds and marks the words of one query."""

    def __init__(
        self, words: str, synonyms: Callable[[Sequence[str]], Sequence[Match]] = lambda words: ()
    ) -> None:
        groups = analysis.query_groups(words)
        self.number_of_words = len(groups)
        self._groups: dict[str, int] = {}
        self._prefixes: list[tuple[str, int]] = []
        for number, group in enumerate(groups):
            self._groups |= {token: number for token in group.alternatives if token not in self._groups}
            if group.is_prefix:
                self._prefixes.append((group.word, number))
        for match in synonyms([group.word for group in groups]):
            for token in (token for phrase in match.alternatives for token in phrase):
                self._groups.setdefault(token, match.start)

    def hits(self, text: str, language: str, *, is_brief: bool = False) -> list[Hit]:
        """Where the words stand in a text, in its order.

        With `is_brief` as far as the first part that holds them all and is no longer than an excerpt.
        """
        found: list[Hit] = []
        last: dict[int, int] = {}
        stop, length = len(text), _length(language)
        for start, end, word, stems in analysis.spans(text[:MOST_CHARACTERS], language):
            if start >= stop:
                break
            group = self._group_of(word, stems)
            if group is None:
                continue
            found.append(Hit(start, end, group))
            last[group] = start
            if is_brief and stop == len(text) and len(last) == self.number_of_words:
                first = min(last.values())
                stop = first + length if start < first + length else stop
        return found

    def _group_of(self, word: str, stems: frozenset[str]) -> int | None:
        group = self._groups.get(word)
        if group is None and not self._groups.keys().isdisjoint(stems):
            return next(self._groups[stem] for stem in stems if stem in self._groups)
        if group is None and self._prefixes:
            return next((number for prefix, number in self._prefixes if word.startswith(prefix)), None)
        return group

    def words_among(self, tokens: str) -> int:
        """How many different words of the query are among analysed tokens with spaces between them."""
        there = set(tokens.split())
        return len({number for token, number in self._groups.items() if token in there})

    def marked(self, text: str, language: str) -> SafeString:
        """The whole text as HTML, the words in <mark>."""
        return _html(text, 0, len(text), self.hits(text, language))

    def excerpt(self, text: str, language: str, hits: Sequence[Hit] | None = None) -> SafeString:
        """The part of a text with most of the words, as HTML; its beginning where it has none."""
        hits = self.hits(text, language, is_brief=True) if hits is None else hits
        length = _length(language)
        first = _densest(hits, length)
        start = _word_start(text, max(0, first - length // LEAD))
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
    return mark_safe(ends[0] + "".join(parts) + ends[1])  # noqa: S308  # every part is escaped above


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
