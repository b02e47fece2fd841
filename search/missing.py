"""What is offered to somebody who asks for a page that is not there."""

import re

from django.conf import settings
from django.db import Error as DatabaseProblem
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Page

from cms.errors import for_people, nothing_here
from cms.visibility import visible
from search.backends.engines import OutOfOrderError
from search.news import news_of
from search.queries import nearest

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


@for_people
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: what was probably meant, the archive, the search and the way home.

    At most five queries more than any page has; without a database a plain page.
    """
    try:
        slug, words = meant_by(request.path_info)
        context = {"words": words, "pages": _pages(slug, words), "archive": news_of(request)}
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
    """Pages of that slug anywhere on the site, then those that hold half of the words or more.

    Of both, those in the reader's language come first.
    """
    if not slug:
        return []
    language = get_language() or settings.LANGUAGE_CODE
    same = visible(Page.objects.filter(slug=slug, depth__gt=2)).select_related("locale")[:MOST_PAGES]
    own_first = sorted(same, key=lambda page: page.locale.language_code != language)
    try:
        found = nearest(words, MOST_PAGES, language) if words else []
    except OutOfOrderError:
        found = []
    return list(dict.fromkeys([*own_first, *found]))[:MOST_PAGES]
