"""How a query is read."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from search.analysis.stopwords import STOP_WORDS
from search.analysis.texts import analysed
from search.analysis.tokens import Token, n_grams, tokens

MAX_CHARACTERS = 1000
MAX_GROUPS = 32


class Group(NamedTuple):
    """A word of a query, from `start` to `end`: a post must hold one of the alternatives.

    A prefix is an ideograph alone: it matches every gram that begins with it.
    """

    word: str
    alternatives: list[str]
    is_prefix: bool
    start: int
    end: int


def query_groups(text: str) -> list[Group]:
    """The words of a query, at most MAX_GROUPS, from its first MAX_CHARACTERS characters."""
    groups = (group for token in tokens(text[:MAX_CHARACTERS]) for group in _groups(token))
    return list(islice(groups, MAX_GROUPS))


def telling(groups: list[Group]) -> list[Group]:
    """The words of a query that say what it is about; all of them where none does."""
    return [group for group in groups if group.word not in STOP_WORDS] or groups


def _groups(token: Token) -> Iterator[Group]:
    if not token.is_run:
        word, stems = analysed(token, None)
        if word:
            yield Group(word, sorted({word, *stems}), False, token.start, token.end)
        return
    grams = list(n_grams(token))
    # The last ideograph alone adds nothing to the gram before it.
    for start, end, word in grams[:-1] or grams:
        yield Group(word, [word], len(grams) == 1, start, end)
