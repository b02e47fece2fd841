"""What a search gives: results, facets and the way that was taken. One shape for the site and the API."""

import datetime
from dataclasses import dataclass, field

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from search.kinds import Kind


class Way(models.TextChoices):
    """How a search found what it found."""

    STRICT = "strict", _("all words")
    CORRECTED = "corrected", _("corrected spelling")
    ANY = "any", _("any word")


class Order(models.TextChoices):
    BEST = "best", _("Best first")
    NEWEST = "newest", _("Newest first")


@dataclass(frozen=True)
class Asked:
    """What a reader looks for. Empty values leave everything."""

    words: str
    category: str = ""
    year: int | None = None
    locale: str = ""
    kind: str = ""
    order: str = Order.BEST
    # False after "search instead for": the spelling stays as it was typed.
    may_correct: bool = True

    def value_of(self, facet: str) -> str:
        """The value that was chosen of a facet, or nothing."""
        return str(getattr(self, facet) or "")


@dataclass(frozen=True)
class Choice:
    """A value of a facet; count is the number of results that it leaves beside the other facets."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """name is category, year, locale or kind; most frequent first, years newest first."""

    name: str
    choices: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.is_chosen), None)


@dataclass(frozen=True)
class DocumentHit:
    """The page of a document in which the words were found; number counts from 1."""

    id: int
    title: str
    url: str
    text_url: str
    number: int


@dataclass(frozen=True)
class Result:
    """A page that was found. title, excerpt and byline are HTML with <mark> around the words.

    `byline` is None where the union speaks.
    `excerpt_language` is the language of the excerpt, which may differ from that of the page.
    """

    page: Page
    title: SafeString
    excerpt: SafeString
    excerpt_language: str
    kind: str
    date: datetime.date | None
    byline: SafeString | None
    categories: list[str]
    is_out_of_date: bool
    document: DocumentHit | None

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)


@dataclass(frozen=True)
class Found:
    """What a search gives.

    `words` are the ones that were looked for in the end: corrected where `correction` says so.
    `total` counts the results that the facets leave; with `is_more` there are more than that.
    `total_of_all` counts them without facets.
    """

    asked: Asked
    way: str
    words: str
    correction: str = ""
    total: int = 0
    total_of_all: int = 0
    is_more: bool = False
    results: list[Result] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
