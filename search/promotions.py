"""What moderators want to be found first for some words.

Only reads: Query.get() and add_hit() of wagtail.contrib.search_promotions would write a row for
whatever a visitor types.
"""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote, urlsplit
from uuid import UUID

from django.core.cache import cache
from django.db.models import Q
from django.http import HttpRequest
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from cms.sites import home_paths, on_site
from cms.versions import version_of
from cms.visibility import visible
from search import analysis
from search.held import Held

# A page that expires by the clock is gone after a minute, whatever becomes of the clock.
SECONDS_TO_KEEP = 60
# A moderator may choose more; then they are no longer first.
MOST = 5
SCHEMES = ("http", "https")


class Promotion(NamedTuple):
    """A result that stands before all others. `page_id` and `language` are None for another site's page."""

    title: str
    url: str
    description: str
    page_id: int | None
    language: str | None


class _Choice(NamedTuple):
    """A row of the moderators' list; of `words`, each is a word with its stems."""

    number: int
    words: list[frozenset[str]]
    page_id: int | None
    translation_key: UUID | None
    url: str
    title: str
    description: str


def promoted(words: str, language: str, request: HttpRequest) -> list[Promotion]:
    """What is promoted for a query, in the order of the moderators: pages in the reader's language if they
    have that translation, and only those of the site that everybody may see.

    Costs no query where nothing fits, and else some for the first reader of a minute.
    """
    version = version_of(request)
    asked = _analysed(words)
    fitting = [choice for choice in _held.under(version) if _are_same(choice.words, asked)]
    if not fitting:
        return []
    # No page is the home of two sites.
    site = min(home_paths(request).values(), default="")
    numbers = ".".join(str(choice.number) for choice in fitting)
    key = f"search.promoted.{version}.{language}.{quote(site)}.{numbers}"
    found: list[Promotion] | None = cache.get(key)
    if found is None:
        found = _found(fitting, language, request)
        cache.set(key, found, SECONDS_TO_KEEP)
    return found


def _found(choices: Sequence[_Choice], language: str, request: HttpRequest) -> list[Promotion]:
    pages = _Pages(choices, language, request)
    found = [pages.promotion(choice) if choice.page_id else _external(choice) for choice in choices]
    by_url: dict[str, Promotion] = {}
    for promotion in filter(None, found):
        by_url.setdefault(promotion.url, promotion)
    return list(by_url.values())[:MOST]


class _Pages:
    """The visible pages of some choices, with their visible translations into one language."""

    def __init__(self, choices: Sequence[_Choice], language: str, request: HttpRequest) -> None:
        self.request = request
        in_language = Q(
            translation_key__in=[choice.translation_key for choice in choices if choice.page_id],
            locale__language_code=language,
        )
        chosen = Q(pk__in=[choice.page_id for choice in choices if choice.page_id])
        pages = on_site(visible(Page.objects.filter(chosen | in_language)), request)
        with_locale = pages.specific().select_related("locale", for_specific_subqueries=True)
        self.by_id = {page.pk: page for page in with_locale.defer_streamfields()}
        self.translated = {
            page.translation_key: page
            for page in self.by_id.values()
            if page.locale.language_code == language
        }

    def promotion(self, choice: _Choice) -> Promotion | None:
        """The page in the reader's language, else as it was chosen; None where nobody may see it.

        The moderator's description is in the language of the page that was chosen.
        """
        page = self.translated.get(choice.translation_key) or self.by_id.get(choice.page_id)
        url = page.get_url(self.request) if page else None
        if not page or not url:
            return None
        own = choice.description if page.pk == choice.page_id else ""
        description = own or getattr(page, "summary", "") or page.search_description
        return Promotion(page.title, url, description, page.pk, page.locale.language_code)


def _external(choice: _Choice) -> Promotion | None:
    if urlsplit(choice.url).scheme.lower() not in SCHEMES:
        return None
    return Promotion(choice.title or choice.url, choice.url, choice.description, None, None)


def _choices() -> list[_Choice]:
    """The whole list, in the order of the moderators."""
    return [_choice(row) for row in SearchPromotion.objects.select_related("query", "page")]


def _choice(row: SearchPromotion) -> _Choice:
    return _Choice(
        number=row.pk,
        words=_analysed(row.query.query_string),
        page_id=row.page_id,
        translation_key=row.page.translation_key if row.page else None,
        url=row.external_link_url,
        title=row.external_link_text or "",
        description=row.description,
    )


def _analysed(words: str) -> list[frozenset[str]]:
    return [frozenset(group.alternatives) for group in analysis.query_groups(words)]


def _are_same(words: Sequence[frozenset[str]], asked: Sequence[frozenset[str]]) -> bool:
    """Whether the words are the same one by one; stems make “Foods” and “food” the same."""
    if not words or len(words) != len(asked):
        return False
    return all(one & other for one, other in zip(words, asked, strict=True))


_held = Held("promotions", _choices)
