"""What an engine is asked, and what each does in its own way."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS
from wagtail.search.models import IndexEntry

from search.entries import Entry
from search.expressions import Expression

# Hits come as a list of ids; what finds more than these is cut to the best.
MOST_HITS = 10_000


@dataclass(frozen=True)
class Question:
    """What an engine is asked: for at most `most` entries of some content types, best first if ranked."""

    expression: Expression
    columns: Sequence[str]
    types: Sequence[int]
    most: int
    is_ranked: bool = True


class OutOfOrderError(Exception):
    """The engine does not answer: nothing can be looked for now, nothing written."""


class Engine:
    """What each engine does in its own way; one that is no database may raise OutOfOrderError."""

    def hits(self, question: Question) -> list[tuple[str, float]]:
        """(key of the object, score) of the index entries that fit."""
        raise NotImplementedError

    def store(self, content_type: int, entries: Sequence[Entry]) -> None:
        """Writes entries, each in the place of an older one of the same object."""
        raise NotImplementedError

    def delete(self, types: Sequence[int], key: str) -> None:
        """Forgets the entry of an object, which has one of these content types."""
        entries = IndexEntry.objects.filter(content_type__in=types, object_id=key)
        entries._raw_delete(using=DEFAULT_DB_ALIAS)  # a trigger takes the full text away

    def delete_all(self) -> None:
        IndexEntry.objects.all()._raw_delete(using=DEFAULT_DB_ALIAS)
