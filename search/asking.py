"""What somebody asks for with an address of the search page."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlencode

from blog.models import Category, PostCard
from cms.languages import language_choices
from search import analysis
from search.expressions import LONGEST_QUERY
from search.facets import FACETS
from search.kinds import Kind
from search.results import Asked, Order

LONGEST_SHOWN = 60
JOINERS = "\u200c\u200d"  # letters of some languages are joined or parted by these


class Unknown(NamedTuple):
    """A choice that does not exist: category, year, locale, kind or order, and what was written."""

    name: str
    value: str


@dataclass(frozen=True)
class Question:
    """What was asked; `page` as it was written, `unknown` the choices that no one can make."""

    asked: Asked
    page: str = ""
    is_cut: bool = False
    unknown: list[Unknown] = field(default_factory=list)

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Question":
        """Reads the parameters of an address; costs one query where a category is named."""
        words = cleaned(query.get("q", ""))
        words = words if analysis.query_groups(words) else ""  # signs alone are no question yet
        given = {name: cleaned(query.get(name, "")) for name in (*FACETS, "order")}
        unknown = [Unknown(*item) for item in given.items() if item[1] and not _exists(*item)]
        known = {name: value for name, value in given.items() if Unknown(name, value) not in unknown}
        asked = Asked(
            words=words[:LONGEST_QUERY].strip(),
            category=known.get("category", ""),
            year=int(known.get("year") or 0) or None,
            locale=known.get("locale", ""),
            kind=known.get("kind", ""),
            order=known.get("order") or Order.BEST.value,
            may_correct=query.get("exact") != "1",
        )
        shown = [Unknown(name, value[:LONGEST_SHOWN]) for name, value in unknown]
        return cls(asked, cleaned(query.get("page", ""))[:LONGEST_SHOWN], len(words) > LONGEST_QUERY, shown)

    @property
    def chosen(self) -> list[str]:
        """The names of the facets where something was chosen."""
        return [name for name in FACETS if self.asked.value_of(name)]

    def address(self, url: str, **changes: str) -> str:
        """The first page of the same search below a path, with some parameters changed or emptied."""
        asked = self.asked
        parameters = {
            "q": asked.words,
            **{name: asked.value_of(name) for name in FACETS},
            "order": asked.order,
            "exact": "" if asked.may_correct else "1",
            **changes,
        }
        if parameters["order"] == Order.BEST:
            del parameters["order"]
        return f"{url}?{urlencode({name: value for name, value in parameters.items() if value})}"


def cleaned(text: str) -> str:
    """A text with single spaces and without signs that nobody sees: NUL, line ends, marks of direction."""
    return " ".join("".join(map(_plain, text)).split())


def _plain(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Cc":
        return " "
    return "" if kind[0] == "C" and sign not in JOINERS else sign


def _exists(name: str, value: str) -> bool:
    """Whether a choice can be made at all; it may still leave nothing."""
    if name == "category":
        # Names that only drafts bear may be secret.
        keys = Category.objects.filter(slug=value).values("translation_key")
        return PostCard.objects.filter(post__categories__translation_key__in=keys).exists()
    if name == "year":
        return value.isascii() and value.isdigit() and len(value) <= 4 and int(value) > 0
    if name == "locale":
        return value in dict(language_choices())
    return value in (Kind.values if name == "kind" else Order.values)
