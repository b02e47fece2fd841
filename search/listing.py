"""One page of results, with the ways that lead on from it."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.paginator import Page as PageOfResults
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.languages import direction, html_lang
from cms.templatetags.site_tags import PageLink, page_links
from search.answers import first, look
from search.asking import Question
from search.backends.engines import MOST_HITS
from search.promotions import Promotion
from search.results import Choice, Facet, Found, Order, Way

RESULTS_PER_PAGE = 10
# Of a facet, before the rest is folded away.
CHOICES_SHOWN = 6
TITLES = {"category": _("Category"), "year": _("Year"), "locale": _("Language"), "kind": _("Kind")}


@dataclass(frozen=True)
class Option:
    """A choice as a link: to what it leaves, or back where it was chosen. lang and dir of its label."""

    label: str
    count: str
    url: str
    is_chosen: bool
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True)
class Group:
    """The choices of a facet in one or two lists; the second is folded away, unless one of it was chosen."""

    title: str
    lists: list[list[Option]]

    @property
    def is_open(self) -> bool:
        return any(option.is_chosen for options in self.lists[1:] for option in options)


@dataclass(frozen=True)
class Chip:
    """A choice that was made, and the address without it."""

    title: str
    label: str
    url: str


@dataclass(frozen=True)
class Listing:
    """What the search page shows of what was found."""

    question: Question
    found: Found
    page: "PageOfResults[Any]"
    url: str
    promotions: list[Promotion] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether no page at all holds the words, whatever else was chosen."""
        return not self.found.total_of_all

    @property
    def is_corrected(self) -> bool:
        return bool(self.found.correction)

    @property
    def is_any(self) -> bool:
        return self.found.way == Way.ANY

    @property
    def is_elsewhere(self) -> bool:
        """Whether the page that was asked for does not exist: the nearest one is shown."""
        return bool(self.question.page) and self.question.page != str(self.page.number)

    @property
    def exact_url(self) -> str:
        """The same search for the words as they were typed."""
        return self.question.address(self.url, exact="1")

    @property
    def all_url(self) -> str:
        """The same search without any choice."""
        return self.question.address(self.url, **dict.fromkeys(TITLES, ""))

    @property
    def orders(self) -> list[Option]:
        """Ways to order the results; they have no counts."""
        chosen = self.question.asked.order
        return [Option(str(order.label), "", self._changed(order=order), order == chosen) for order in Order]

    @property
    def links(self) -> list[PageLink]:
        return page_links(self.page, self.question.address(self.url))

    @cached_property
    def chips(self) -> list[Chip]:
        """The choices that were made."""
        chosen = [(facet.name, facet.chosen) for facet in self.found.facets]
        return [
            Chip(str(TITLES[name]), choice.label, self._changed(**{name: ""}))
            for name, choice in chosen
            if choice
        ]

    @property
    def groups(self) -> list[Group]:
        """What can be chosen, a group for each facet."""
        return [self._group(facet) for facet in self.found.facets]

    def _group(self, facet: Facet) -> Group:
        options = [self._option(facet.name, choice) for choice in facet.choices]
        # One more in place of “More” takes no more room.
        end = len(options) if len(options) <= CHOICES_SHOWN + 1 else CHOICES_SHOWN
        return Group(str(TITLES[facet.name]), [some for some in (options[:end], options[end:]) if some])

    def _option(self, name: str, choice: Choice) -> Option:
        code = choice.value if name == "locale" else ""
        return Option(
            choice.label,
            number_format(choice.count, force_grouping=True),
            self._changed(**{name: "" if choice.is_chosen else choice.value}),
            choice.is_chosen,
            lang=html_lang(code),
            dir=direction(code) if code else "",
        )

    def _changed(self, **changes: str) -> str:
        return self.question.address(self.url, **changes)


def listing_of(question: Question, request: HttpRequest) -> Listing:
    """The page of results that was asked for, or the nearest one that there is."""
    language = get_language() or settings.LANGUAGE_CODE
    wanted = _number(question.page)

    def results_of(number: int) -> Found:
        offset = (number - 1) * RESULTS_PER_PAGE
        return look(question.asked, request, language, offset=offset, limit=RESULTS_PER_PAGE)

    found = results_of(wanted)
    page = Paginator(range(min(found.total, MOST_HITS)), RESULTS_PER_PAGE).get_page(wanted)
    if found.total and page.number != wanted:
        found = results_of(page.number)
    recommended = first(found, request, language, offset=page.start_index() - 1 if found.total else 0)
    return Listing(question, found, page, reverse("search"), recommended)


def _number(text: str) -> int:
    """A page's number between the first and the last that can ever be shown."""
    last = MOST_HITS // RESULTS_PER_PAGE
    if not (text.isascii() and text.isdigit()):
        return 1
    return min(max(int(text[: len(str(last)) + 1]), 1), last)
