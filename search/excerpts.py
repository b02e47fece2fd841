"""Excerpts of results: the part of a text where the words stand closest, with the words marked."""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search import analysis
from search.expressions import quotations
from search.synonyms import Match

LENGTH = 160
# In Chinese a character says more.
CHINESE_LENGTH = 80
# Before the first word that was found, as a share of the excerpt.
LEAD = 4
# What is looked through of one text: an analysis of more would keep a reader waiting.
MOST_CHARACTERS = 20_000
WORD_BOUNDARY = 20

# Paragraphs, captions and cells stand on lines of their own; a sentence already says where it ends.
LINE_AFTER_A_STOP = re.compile(r"(?<=[.!?:;,…。！？：；，、؟۔،؛।])\n|(?<=[.!?…。！？؟۔।]</mark>)\n")
BETWEEN_LINES = " · "


@dataclass(frozen=True)
class Hit:
    """Where in a text a word of the query stands, and which word."""

    start: int
    end: int
    group: int


class Marker:
    """Finds and marks the words of one query; phrases and what means the same only as a whole."""

    def __init__(
        self, words: str, synonyms: Callable[[Sequence[str]], Sequence[Match]] = lambda words: ()
    ) -> None:
        quoted = quotations(words)
        phrases: dict[int, list[str]] = {}
        self._groups: dict[str, int] = {}
        self._prefixes: list[tuple[str, int]] = []
        groups = analysis.query_groups(words)
        for number, group in enumerate(groups):
            place = next((place for place, places in enumerate(quoted) if group.start in places), None)
            if place is not None:
                phrases.setdefault(-1 - place, []).append(group.word)
                continue
            self._groups |= {token: number for token in group.alternatives if token not in self._groups}
            if group.is_prefix:
                self._prefixes.append((group.word, number))
        sequences = [(tuple(tokens), number) for number, tokens in phrases.items()]
        for match in synonyms([group.word for group in groups]):
            sequences += [(tuple(tokens), match.start) for tokens in match.alternatives]
        # By their last token, since a text is read from its beginning.
        self._sequences: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for tokens, number in sequences:
            self._sequences.setdefault(tokens[-1], []).append((tokens, number))
        self._longest = max((len(tokens) for tokens, _ in sequences), default=0)
        self.number_of_words = len({*self._groups.values(), *phrases})
        # Words that are none of these, by language: a hundred for one that is. Not to analyse them again in
        # each text halves the time of a page of excerpts.
        self._others: defaultdict[str, set[str]] = defaultdict(set)

    def hits(self, text: str, language: str, *, is_brief: bool = False) -> list[Hit]:
        """Where the words stand in a text, in its order.

        With `is_brief` as far as the first part that holds them all and is no longer than an excerpt.
        """
        found: list[Hit] = []
        last: dict[int, int] = {}
        stop, length = len(text), _length(language)
        before: deque[tuple[int, str]] = deque(maxlen=self._longest)
        others = self._others[language]
        for start, end, word, stems in analysis.spans(text[:MOST_CHARACTERS], language, others):
            if start >= stop:
                break
            before.append((start, word))
            hit = self._single(start, end, word, stems) or self._whole(before, end, word)
            if hit is None:
                if not self._longest:  # a phrase is found by all words before its last
                    others.add(text[start:end])
                continue
            found.append(hit)
            last[hit.group] = hit.start
            if is_brief and stop == len(text) and len(last) == self.number_of_words:
                first = min(last.values())
                stop = first + length if start < first + length else stop
        return sorted(found, key=lambda hit: hit.start) if self._longest else found

    def _single(self, start: int, end: int, word: str, stems: frozenset[str]) -> Hit | None:
        group = self._groups.get(word)
        if group is None and not self._groups.keys().isdisjoint(stems):
            group = next(self._groups[stem] for stem in stems if stem in self._groups)
        if group is not None:
            return Hit(start, end, group)
        for prefix, number in self._prefixes:
            if word.startswith(prefix):
                return Hit(start, start + len(prefix), number)
        return None

    def _whole(self, before: "deque[tuple[int, str]]", end: int, word: str) -> Hit | None:
        """The phrase that ends with a word, if it stands there from its first word on."""
        for tokens, number in self._sequences.get(word, ()):
            there = list(before)[-len(tokens) :]
            if tuple(token for _, token in there) == tokens:
                return Hit(there[0][0], end, number)
        return None

    def words_among(self, tokens: str) -> int:
        """How many different words of the query are among analysed tokens with spaces between them."""
        there = set(tokens.split())
        found = {number for token, number in self._groups.items() if token in there}
        found |= {number for prefix, number in self._prefixes if any(t.startswith(prefix) for t in there)}
        for sequences in self._sequences.values():
            found |= {number for words, number in sequences if f" {' '.join(words)} " in f" {tokens} "}
        return len(found)

    def marked(self, text: str, language: str) -> SafeString:
        """The whole text as HTML, the words in <mark>."""
        return _html(text, 0, len(text), self.hits(text, language))

    def excerpt(self, text: str, language: str, hits: Sequence[Hit] | None = None) -> SafeString:
        """The part of a text with most of the words, as HTML; its beginning where it has none."""
        hits = self.hits(text, language, is_brief=True) if hits is None else hits
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
