"""What site and API have in common: a search on the site of a request, and what is noted of it."""

from django.http import HttpRequest

from cms.sites import home_paths
from cms.versions import version_of
from search import unfound
from search.facets import FACETS
from search.promotions import Promotion, promoted
from search.queries import search
from search.results import Asked, Found, Way


def look(asked: Asked, request: HttpRequest, language: str, *, offset: int, limit: int) -> Found:
    """What a reader finds; words that the strict search did not find are noted, once for all pages of it.

    Whoever insists on a spelling was counted when it was corrected.
    """
    found = search(
        asked,
        homes=home_paths(request).values(),
        language=language,
        version=version_of(request),
        offset=offset,
        limit=limit,
    )
    if is_start(asked, offset) and asked.may_correct:
        _note(found, request)
    return found


def first(found: Found, request: HttpRequest, language: str, *, offset: int) -> list[Promotion]:
    """What moderators want to be found first; only where a search begins."""
    if not is_start(found.asked, offset):
        return []
    # Moderators act on the words that people type, and those may be none that pages hold.
    typed = promoted(found.asked.words, language, request)
    return typed or (promoted(found.words, language, request) if found.correction else [])


def is_start(asked: Asked, offset: int) -> bool:
    """Whether this is where a search begins: the first results, and nothing chosen yet."""
    return not offset and not any(asked.value_of(name) for name in FACETS)


def _note(found: Found, request: HttpRequest) -> None:
    if not found.total_of_all:
        unfound.note(found.asked.words, "nothing", request)
    elif found.way != Way.STRICT:
        unfound.note(found.asked.words, found.way, request)
