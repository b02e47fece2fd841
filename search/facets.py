"""Which results the chosen facets leave, and how many each further choice would."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F
from wagtail.models import Locale

from blog.models import Category
from cms.languages import language_choices, native_name
from search.held import Held
from search.kinds import Kind
from search.results import Asked, Choice, Facet


class Row(NamedTuple):
    """A page that was hit and that everybody may see.

    `date` is written as ISO 8601, `categories` are ids with commas between; both may be empty.
    """

    page: int
    locale: int
    kind: str
    date: str
    categories: str
    is_out_of_date: int


# What each facet reads of a row.
COLUMNS: dict[str, Callable[[Row], Any]] = {
    "category": attrgetter("categories"),
    "year": attrgetter("date"),
    "locale": attrgetter("locale"),
    "kind": attrgetter("kind"),
}
FACETS = tuple(COLUMNS)


class Labels:
    """What the ids in rows stand for: all languages, and all categories with their translations."""

    def __init__(self) -> None:
        code = F("locale__language_code")
        rows = Category.objects.order_by("pk").values_list("pk", "translation_key", "slug", "name", code)
        self._rows: list[tuple[int, UUID, str, str, str]] = list(rows)
        # The translation key under each category's id, written as a text.
        self.keys = {str(pk): key for pk, key, *_ in self._rows}
        # The codes of languages under the ids of locales.
        self.locales: dict[int, str] = dict(Locale.objects.values_list("pk", "language_code"))

    def locales_of(self, code: str) -> set[int]:
        """The ids of the locales of a language: one or none."""
        return {pk for pk, own in self.locales.items() if own == code}

    def named(self, slug: str) -> set[UUID]:
        """The keys of the categories that have a slug in some language."""
        return {key for _, key, own, *_ in self._rows if own == slug}

    def ids_of(self, slug: str) -> set[str]:
        """The ids, as texts, of the categories that have a slug in some language, in all languages."""
        named = self.named(slug)
        return {pk for pk, key in self.keys.items() if key in named}

    def in_language(self, code: str) -> dict[UUID, tuple[str, str]]:
        """(slug, name) of each category in a language, else in the first that it has."""
        found: dict[UUID, tuple[str, str]] = {}
        for _, key, slug, name, own in self._rows:
            if own == code or key not in found:
                found[key] = slug, name
        return found


def _values(name: str, held: Any) -> Sequence[Any]:
    """The values of a facet that a row has, from what its column holds."""
    if name == "category":
        return held.split(",")
    if name == "year":
        return (int(held[:4]),) if held else ()
    return (held,)


labels = Held("search.labels", Labels)


class Facets:
    """Counts rows by what was asked for.

    The number beside a choice counts what the other facets leave: choosing it gives that many.
    """

    def __init__(self, asked: Asked, rows: Sequence[Row], labels: Labels, language: str) -> None:
        self._asked = asked
        self._rows = rows
        self._labels = labels
        self._language = language

    @cached_property
    def left(self) -> Sequence[Row]:
        """The rows that all chosen facets leave."""
        return self._left_by(self._wanted)

    def _left_by(self, names: Iterable[str]) -> Sequence[Row]:
        """The rows that some of the chosen facets leave."""
        rows = self._rows
        for name in names:
            column, wanted = COLUMNS[name], self._wanted[name]
            fitting = {held for held in set(map(column, rows)) if not wanted.isdisjoint(_values(name, held))}
            rows = [row for row in rows if column(row) in fitting]
        return rows

    def _counted(self, name: str) -> Counter[Any]:
        """How many of the rows that the other facets leave have each value of one."""
        others = [other for other in self._wanted if other != name]
        rows = self._left_by(others) if name in self._wanted else self.left
        counts: Counter[Any] = Counter()
        # There are far fewer different values than rows.
        for held, number in Counter(map(COLUMNS[name], rows)).items():
            for value in _values(name, held):
                counts[value] += number
        return counts

    @cached_property
    def _wanted(self) -> dict[str, set[Any]]:
        """The values that were chosen, of each facet where something was."""
        asked = self._asked
        wanted: dict[str, tuple[Any, set[Any]]] = {
            "category": (asked.category, self._labels.ids_of(asked.category)),
            "year": (asked.year, {asked.year}),
            "locale": (asked.locale, self._labels.locales_of(asked.locale)),
            "kind": (asked.kind, {asked.kind}),
        }
        return {name: values for name, (chosen, values) in wanted.items() if chosen}

    def all(self) -> list[Facet]:
        """The facets that there is something to choose from, and those where something was chosen."""
        found = [
            Facet("category", self._of_categories(self._counted("category"))),
            Facet("year", self._of_years(self._counted("year"))),
            Facet("locale", self._of_locales(self._counted("locale"))),
            Facet("kind", self._of_kinds(self._counted("kind"))),
        ]
        return [facet for facet in found if facet.chosen or self._divides(facet)]

    def _divides(self, facet: Facet) -> bool:
        """Whether choosing something of a facet would leave anything out."""
        return len(facet.choices) > 1 or any(choice.count < len(self._rows) for choice in facet.choices)

    def _choice(self, name: str, value: str, label: str, count: int) -> Choice:
        return Choice(value, label, count, is_chosen=self._asked.value_of(name) == value)

    def _of_categories(self, counted: Counter[Any]) -> list[Choice]:
        by_key: Counter[UUID] = Counter()
        for pk, key in self._labels.keys.items():
            by_key[key] += counted[pk]
        names = self._labels.in_language(self._language)
        chosen = self._labels.named(self._asked.category) if self._asked.category else set()
        # A choice keeps the slug that it was chosen by: links of one language work in another.
        choices = [
            Choice(self._asked.category if key in chosen else slug, label, by_key[key], key in chosen)
            for key, (slug, label) in names.items()
            if by_key[key] or key in chosen
        ]
        return sorted(choices, key=lambda choice: (-choice.count, choice.label))

    def _of_years(self, counted: Counter[Any]) -> list[Choice]:
        years = {*counted, *({self._asked.year} if self._asked.year else ())}
        return [
            self._choice("year", str(year), str(year), counted[year]) for year in sorted(years, reverse=True)
        ]

    def _of_locales(self, counted: Counter[Any]) -> list[Choice]:
        codes = {self._labels.locales[pk]: count for pk, count in counted.items()}
        known = dict(language_choices())
        return self._ordered("locale", codes, lambda code: native_name(code) if code in known else code)

    def _of_kinds(self, counted: Counter[str]) -> list[Choice]:
        labels = dict(Kind.choices)
        return self._ordered("kind", counted, lambda kind: str(labels.get(kind, kind)))

    def _ordered(self, name: str, counted: Mapping[str, int], label_of: Callable[[str], str]) -> list[Choice]:
        asked = self._asked.value_of(name)
        values: Iterable[str] = {*counted, *({asked} if asked else ())}
        choices = [self._choice(name, value, label_of(value), counted.get(value, 0)) for value in values]
        return sorted(choices, key=lambda choice: (-choice.count, choice.label))
