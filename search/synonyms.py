"""Finds the words of a query that have synonyms, and says what else to look for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Model

from cms import versions
from search.held import Held
from search.models.synonyms import MOST_GROUPS, Key, Synonyms

# A query of synonyms only must not become a hundred times as long.
MOST_MATCHES = 8


@dataclass(frozen=True)
class Match:
    """Words of a query, from start up to stop, and the phrases that mean the same.

    Each alternative is a list of analysed words that follow one another; Chinese ones are bigrams.
    """

    start: int
    stop: int
    alternatives: list[list[str]]


@dataclass(frozen=True)
class Known:
    """All groups: their lines as written, their phrases, and where a phrase may begin.

    `by_first_word` gives for a first word the phrases that begin with it, longest first, each with
    the number of its group.
    """

    lines: list[list[str]]
    phrases: list[list[Key]]
    by_first_word: dict[str, list[tuple[Key, int]]]


def groups(version: str | None = None) -> list[list[str]]:
    """The words of each group as editors wrote them."""
    return _known(version).lines


def expansions(words: Sequence[str], version: str | None = None) -> list[Match]:
    """Where the analysed words of a query are in a group: the longest phrases, from left to right.

    `version` is that of the request (`cms.versions.version_of`); without it, it is asked for.
    """
    if not words:
        return []
    return list(_matches(words, _known(version)))[:MOST_MATCHES]


def make(lines: Sequence[str]) -> Model | None:
    """A new group; None where one of its words is in a group already. For the sample content.

    Raises ValidationError for what an editor could not store either.
    """
    group = Synonyms(words="\n".join(lines))
    taken = {key for other in Synonyms.objects.all() for key in other.keys}
    if taken.intersection(group.keys):
        return None
    group.full_clean()
    group.save()
    return group


def _matches(words: Sequence[str], known: Known) -> Iterator[Match]:
    place = 0
    while place < len(words):
        match = _match_at(place, words, known)
        if match:
            yield match
        place = match.stop if match else place + 1


def _match_at(start: int, words: Sequence[str], known: Known) -> Match | None:
    for phrase, number in known.by_first_word.get(words[start], ()):
        stop = start + len(phrase)
        if tuple(words[start:stop]) == phrase:
            others = [list(other) for other in known.phrases[number] if other != phrase]
            return Match(start, stop, others)
    return None


def _known(version: str | None) -> Known:
    return _held.under(versions.named_version(versions.current()) if version is None else version)


def _read() -> Known:
    found = Synonyms.objects.order_by("pk")[:MOST_GROUPS]
    known = Known(lines=[], phrases=[], by_first_word={})
    for number, group in enumerate(found):
        phrases = group.keys
        known.lines.append(group.lines)
        known.phrases.append(phrases)
        for phrase in phrases:
            known.by_first_word.setdefault(phrase[0], []).append((phrase, number))
    for beginning in known.by_first_word.values():
        beginning.sort(key=lambda item: -len(item[0]))
    return known


_held = Held("synonyms", _read)
