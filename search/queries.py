"""The one way to search: site, API and whatever comes later ask here."""

from modelsearch.backends.base import BaseSearchResults
from wagtail.models import Locale, Page, get_page_models

from cms.visibility import visible
from search.backends import cleaned


def searched_types() -> list[type[Page]]:
    """The types of pages that hold something of their own to find."""
    return [model for model in get_page_models() if getattr(model, "is_searched", False)]


def find(query: str, locale: Locale | None = None) -> BaseSearchResults:
    """The visible posts and pages that hold all words of the query, best first.

    Gives specific pages, without their bodies; the result can be counted, sliced and paginated.
    A query without words finds nothing. `locale` leaves only the pages of one language.
    """
    pages = visible(Page.objects.type(*searched_types()))
    if locale is not None:
        pages = pages.filter(locale=locale)
    words = cleaned(query)
    if not words:
        return Page.objects.none().search("")
    # The ids stand in a subquery, since a search takes only filters on indexed fields.
    found = Page.objects.filter(pk__in=pages.values("pk"))
    specific = found.specific().select_related("locale", for_specific_subqueries=True)
    return specific.defer_streamfields().search(words, operator="and")


def nearest(words: str, most: int) -> list[Page]:
    """The visible pages that hold most of some words, best first; plain pages, in one query."""
    pages = visible(Page.objects.type(*searched_types())).values("pk")
    found = Page.objects.filter(pk__in=pages).select_related("locale")
    query = cleaned(words)
    return list(found.search(query, operator="or")[:most]) if query else []
