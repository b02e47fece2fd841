"""Where in a text the words of a query stand."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from search import analysis
from search.expressions import quotations
from search.synonyms import Match

# What is looked through of one text: more would keep a reader waiting.
MOST_CHARACTERS = 20_000


class Hit(NamedTuple):
    """Where in a text a word of the query stands, and which word."""

    start: int
    end: int
    group: int


Hits = tuple[Hit, ...]


class Finder:
    """Finds the words of one query; phrases and what means the same only as a whole."""

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
        # By language, what was found in the pieces of the texts so far: in most of them nothing.
        self._known: defaultdict[str, dict[str, Hits]] = defaultdict(dict)

    def hits(self, text: str, language: str, *, brief: int = 0) -> list[Hit]:
        """Where the words stand in a text, in its order.

        With `brief` as far as the first part that holds them all and has no more characters than that.
        """
        text = text[:MOST_CHARACTERS]
        found = self._in_order(text, language) if self._longest else self._by_pieces(text, language)
        hits = list(self._first_part(found, brief) if brief else found)
        return sorted(hits) if self._longest else hits

    def _first_part(self, hits: Iterator[Hit], length: int) -> Iterator[Hit]:
        stop: int | None = None
        last: dict[int, int] = {}
        for hit in hits:
            if stop is not None and hit.start >= stop:
                return
            yield hit
            last[hit.group] = hit.start
            if stop is None and len(last) == self.number_of_words:
                end = min(last.values()) + length
                stop = end if hit.start < end else None

    def _by_pieces(self, text: str, language: str) -> Iterator[Hit]:
        """Single words, which never reach across a space: pieces without any are passed over together."""
        known = self._known[language]
        forms = analysis.forms(language)
        there = set(analysis.PIECE.findall(text))
        for piece in there.difference(known):
            words, stems = forms[piece]
            is_there = self._prefixes or not self._groups.keys().isdisjoint(f"{words} {stems}".split())
            known[piece] = self._in_piece(piece, language) if is_there else ()
        if any(map(known.get, there)):
            for match in analysis.PIECE.finditer(text):
                for start, end, group in known[match[0]]:
                    yield Hit(match.start() + start, match.start() + end, group)

    def _in_piece(self, piece: str, language: str) -> Hits:
        hits = (self._single(*span) for span in analysis.spans(piece, language))
        return tuple(hit for hit in hits if hit)

    def _in_order(self, text: str, language: str) -> Iterator[Hit]:
        """Single words and phrases, which are found by all the words before their last."""
        before: deque[tuple[int, str]] = deque(maxlen=self._longest)
        for start, end, word, stems in analysis.spans(text, language):
            before.append((start, word))
            if hit := self._single(start, end, word, stems) or self._whole(before, end, word):
                yield hit

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
