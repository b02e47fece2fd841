"""What of the index everybody may see: hits of the engine that pass the one gate."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, IntegerField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from cms.sites import below
from cms.visibility import visible
from search.backends.engines import MOST_HITS
from search.excerpts import Marker
from search.expressions import Expression, words_or
from search.facets import Row
from search.kinds import searched_types
from search.synonyms import Match, expansions

# To know how frequent a word is, some of its pages will do; whether there is any, fewer still.
ENOUGH_HITS = 500
FEW_HITS = 20
MOST_SITES = 100
# As the database holds them: to convert ten thousand dates would take as long as to find them.
FIELDS = (
    "pk",
    "locale_id",
    "indexed__kind",
    Coalesce(Cast("indexed__date", CharField()), Value("")),
    "indexed__categories",
    Cast("indexed__is_out_of_date", IntegerField()),
)


# Stand for the ids of hits and for the moment among the parameters of a query.
HITS, NOW = object(), object()
# How each database unfolds the ids.
LISTED = {"postgresql": "SELECT unnest(%s::bigint[])", "sqlite": "SELECT value FROM json_each(%s)"}


class Reach:
    """The visible pages below some home pages, or all of them, and the engine that finds them."""

    def __init__(
        self,
        homes: Iterable[str] | None = None,
        synonyms: Callable[[Sequence[str]], list[Match]] = expansions,
    ) -> None:
        self._homes = None if homes is None else tuple(sorted(homes))
        self._synonyms = synonyms
        self._backend = get_search_backend()
        self._types = searched_types()

    def words(self, text: str) -> list[Expression]:
        """What a text without quotation marks asks for."""
        return words_or(text, self._synonyms)

    def marker(self, text: str) -> Marker:
        """Marks the words of a text and what means the same."""
        return Marker(text, self._synonyms)

    def hits(
        self,
        expression: Expression,
        most: int | None = None,
        *,
        is_ranked: bool = True,
        is_typed: bool = False,
    ) -> dict[int, float]:
        """Scores under the ids of pages, best first; the gate has not been asked yet.

        With `is_typed` only titles are looked through, as they are completed while somebody types.
        """
        found = self._backend.hits(
            expression, self._types, most=most or MOST_HITS, is_ranked=is_ranked, is_autocomplete=is_typed
        )
        return dict(found)

    def rows(self, hits: Collection[int]) -> list[Row]:
        """Those of the pages that everybody may see, in one query."""
        gate = _gate(connection.vendor, self._homes) if hits else None
        if gate is None:
            return []
        sql, parameters = gate
        known = {HITS: _listed(hits), NOW: connection.ops.adapt_datetimefield_value(timezone.now())}
        with connection.cursor() as cursor:
            cursor.execute(sql, [known.get(value, value) for value in parameters])
            return list(map(Row._make, cursor.fetchall()))

    def count(self, expression: Expression) -> int:
        """How many visible pages an expression finds; some hundred stand for all above."""
        return len(self.rows(self.hits(expression, ENOUGH_HITS, is_ranked=False)))

    def holds(self, expression: Expression) -> bool:
        """Whether any visible page is found by an expression."""
        some = (self.hits(expression, most, is_ranked=False) for most in (FEW_HITS, ENOUGH_HITS))
        return any(map(self.rows, some))


@lru_cache(MOST_SITES)
def _gate(vendor: str, homes: tuple[str, ...] | None) -> tuple[str, Sequence[Any]] | None:
    """The query of rows and its parameters, HITS and NOW among them; None where it can find nothing.

    Written once for each site: that takes as long as the answer.
    """
    listed = RawSQL(LISTED[vendor], [HITS])  # noqa: S611  # constants; ids are parameters
    pages = Page.objects.filter(pk__in=listed, indexed__isnull=False)
    pages = visible(pages if homes is None else below(pages, homes), RawSQL("%s", [NOW]))
    try:
        gate: tuple[str, Sequence[Any]] = pages.order_by().values_list(*FIELDS).query.sql_with_params()
    except EmptyResultSet:
        return None
    return gate


def _listed(ids: Collection[int]) -> str:
    """Ids as one parameter: one for each of ten thousand would cost more than the search."""
    listed = ",".join(map(str, ids))
    return f"{{{listed}}}" if connection.vendor == "postgresql" else f"[{listed}]"
