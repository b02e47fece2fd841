"""What is offered to somebody who asks for a page that is not there."""

import re
from typing import Any, TypedDict

from django.conf import settings
from django.core.cache import cache
from django.db import Error as DatabaseProblem
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Page

from blog.models import BlogIndexPage
from cms.errors import for_people, nothing_here
from cms.versions import version_of
from cms.visibility import visible
from search.queries import nearest

SECONDS = 60 * 60 * 24
MOST_PAGES = 5
MOST_WORDS = 6
LONGEST_ADDRESS = 300
LONGEST_WORD = 40
# Parts of addresses that say where a page stood, not what it was about.
PLACES = {"archives", "author", "blog", "category", "feed", "index", "news", "page", "post", "posts", "tag"}
# What people typed or followed; other endings belong to files, which nobody meant to read as a page.
ENDINGS_OF_PAGES = ("", "asp", "aspx", "htm", "html", "php")
SHORT_WORD = re.compile(r"[\x00-\x7f]{1,2}")
NUMBERED = re.compile(r"\d|_")


class Archive(TypedDict):
    """The news of the reader's language; years as (year, address), newest first."""

    title: str
    url: str
    years: list[tuple[int, str]]


@for_people
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: what was probably meant, the archive, the search and the way home.

    At most two queries more than any page has; without a database a plain page.
    """
    try:
        slug, words = meant_by(request.path_info)
        context = {"words": words, "pages": _pages(slug, words), "archive": _archive(request)}
        return render(request, "404.html", context, status=404)
    except DatabaseProblem:
        return nothing_here()


def meant_by(path: str) -> tuple[str, str]:
    """The slug and the words of a decoded address; both empty where it names a file."""
    parts = [part for part in path[:LONGEST_ADDRESS].replace("\x00", "").split("/") if part]
    if not parts:
        return "", ""
    slug, _, ending = parts[-1].partition(".")
    if ending.lower() not in ENDINGS_OF_PAGES:
        return "", ""
    known = PLACES | {code for code, _ in settings.LANGUAGES}
    words = [] if slug.lower() in known else _words(slug)
    if len(words) < 2 and len(parts) > 1 and parts[-2].lower() not in known:
        words = _words(parts[-2]) + words
    return slug, " ".join(dict.fromkeys(words[-MOST_WORDS:]))


def _words(text: str) -> list[str]:
    """The words of a part of an address that are more than an id or an article."""
    words = re.split(r"[\W_]+", text)
    return [
        word
        for word in words
        if 0 < len(word) <= LONGEST_WORD and not NUMBERED.search(word) and not SHORT_WORD.fullmatch(word)
    ]


def _pages(slug: str, words: str) -> list[Page]:
    """Pages of that slug anywhere on the site, in any language; then those that hold the words."""
    if not slug:
        return []
    same = visible(Page.objects.filter(slug=slug, depth__gt=2)).select_related("locale")
    pages = [*same[:MOST_PAGES], *(nearest(words, MOST_PAGES) if words else [])]
    return list(dict.fromkeys(pages))[:MOST_PAGES]


def _archive(request: HttpRequest) -> Archive | None:
    language = get_language()

    def read() -> dict[str, Any]:
        found = (
            BlogIndexPage.objects.visible().filter(locale__language_code=language).order_by("path").first()
        )
        if found is None:
            return {}
        url = found.get_url(request) or ""
        years = [(year, f"{url}{year}/") for year in found.posts().years()]
        return {"archive": Archive(title=found.title, url=url, years=years)}

    key = f"missing.{language}.{version_of(request)}"
    kept: dict[str, Any] = cache.get_or_set(key, read, SECONDS) or {}
    return kept.get("archive")
