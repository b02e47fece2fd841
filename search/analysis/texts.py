"""What is written into the index of a text."""

from collections.abc import Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from search.analysis.arabic import without_article
from search.analysis.folding import fold
from search.analysis.stems import stems_of
from search.analysis.tokens import Token, n_grams, tokens


class Span(NamedTuple):
    """A token of a text: from where to where it stands, its folded word, and what else it is found by."""

    start: int
    end: int
    word: str
    stems: frozenset[str]


# Words of queries and of phrases; those of texts are remembered as pieces.
REMEMBERED = 1_000
LONGEST = 200  # of a word as it is written, with its marks
NO_STEMS: frozenset[str] = frozenset()


def spans(text: str, language: str | None = None, passed_over: Container[str] = ()) -> Iterator[Span]:
    """The tokens of a text in their order, with the stems of its language, or of all of its script.

    Words that stand by themselves and are `passed_over` are left out.
    """
    for token in tokens(text, passed_over):
        if token.is_run:
            for start, end, word in n_grams(token):
                yield Span(start, end, word, NO_STEMS)
        else:
            word, stems = analysed(token, language)
            if word:
                yield Span(token.start, token.end, word, stems)


def analysed(token: Token, language: str | None) -> tuple[str, frozenset[str]]:
    """The folded word of a token, and what it is found by besides: its stems, and those of its compound."""
    return remembered(token.text[:LONGEST], token.joined[:LONGEST], language)


@lru_cache(REMEMBERED)
def remembered(text: str, joined: str, language: str | None) -> tuple[str, frozenset[str]]:
    stems = stems_of(text, language)
    if joined:
        stems |= stems_of(joined, language)
    return fold(text), frozenset(stems)


def autocomplete_text(text: str, language: str | None) -> str:
    """The words of a title that a reader may begin to type; Arabic ones also without their article."""
    words = []
    for span in spans(text, language):
        words += [span.word]
        words += [bare for bare in [without_article(span.word)] if bare != span.word]
    return " ".join(words)
