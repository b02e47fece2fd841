"""The lists of public addresses for search engines: an index, and one or more files a language.

Source: https://www.sitemaps.org/protocol.html. A fixed number of queries for each file.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page, PageQuerySet, Site

from blog.models import BlogIndexPage, BlogPage, Category
from cms import kept
from cms.addresses import absolute
from cms.metadata import alternates
from cms.visibility import visible

LIMIT = 5_000
XML = "application/xml; charset=utf-8"
Moment = datetime.datetime | None


@dataclass(frozen=True)
class Entry:
    """One address; `alternates` holds (language tag, address), its own among them."""

    url: str
    changed: Moment
    alternates: tuple[tuple[str, str], ...] = ()


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sitemaps of all languages."""
    return kept.answer(request, XML, lambda: _written("home/sitemap_index.xml", list(_files(request))))


@require_safe
def sitemap(request: HttpRequest, code: str, number: str | None = None) -> HttpResponse:
    """A language's sitemap, or a further file of a long one. Raises Http404 for one without addresses."""
    start = (int(number or 1) - 1) * LIMIT

    def make() -> bytes:
        entries = _entries(request, code, start) if number != "1" and start >= 0 else []
        if not entries:
            raise Http404(_("There is no such sitemap."))
        return _written("home/sitemap.xml", entries)

    return kept.answer(request, XML, make)


def _written(template: str, entries: list[Entry]) -> bytes:
    return render_to_string(template, {"entries": entries}).encode()


def _pages(request: HttpRequest, code: str = "") -> PageQuerySet:
    """The pages of the site that everybody may see: in one language, or in all."""
    site = Site.find_for_request(request)
    homes = site.root_page.get_translations(inclusive=True) if site else Page.objects.none()
    below = Q(pk__in=[])
    for path, locale_id in homes.values_list("path", "locale_id"):
        below |= Q(path__startswith=path, locale_id=locale_id)
    pages = visible(Page.objects.filter(below))
    return pages.filter(locale__language_code=code) if code else pages


def _files(request: HttpRequest) -> Iterator[Entry]:
    counted = _pages(request).order_by("locale_id").values_list("locale__language_code")
    archives = _archives()
    for code, count, changed in counted.annotate(Count("pk"), Max("last_published_at")):
        for start in range(0, count + len(archives.get(code, [])), LIMIT):
            parts = {"code": code, **({"number": start // LIMIT + 1} if start else {})}
            yield Entry(url=absolute(reverse("sitemap_part", kwargs=parts)), changed=changed)


def _entries(request: HttpRequest, code: str, start: int) -> list[Entry]:
    """The archives of a language first, since they are few; then its pages in the tree's order."""
    archives = _archives().get(code, [])
    skipped = max(0, start - len(archives))
    room = LIMIT - len(archives[start : start + LIMIT])
    found = _pages(request, code).select_related("locale").order_by("path")[skipped : skipped + room]
    pages = [page for page in found if page.get_url()]
    translations = _translations([page.translation_key for page in pages], code)
    return archives[start : start + LIMIT] + [
        Entry(
            url=absolute(page.get_url()),
            changed=page.last_published_at,
            alternates=alternates(translations[page.translation_key], (code, page.get_url())),
        )
        for page in pages
    ]


def _translations(keys: list[object], code: str) -> dict[object, list[tuple[str, str | None]]]:
    """(language code, address) of each page's visible translations, by translation key."""
    found = defaultdict(list)
    others = visible(Page.objects.filter(translation_key__in=keys).exclude(locale__language_code=code))
    for page in others.select_related("locale").order_by("locale__language_code"):
        found[page.translation_key].append((page.locale.language_code, page.get_url()))
    return found


def _archives() -> dict[str, list[Entry]]:
    """The archives that hold posts, by language code: of categories, of authors, and the petitions."""
    indexes = {
        index.locale.language_code: index
        for index in BlogIndexPage.objects.visible().select_related("locale")
    }
    posts = BlogPage.objects.visible().order_by().values_list("locale__language_code")
    slugs = Category.objects.values_list("locale__language_code", "translation_key", "slug")
    by_key = {(code, key): slug for code, key, slug in slugs}
    found: dict[object, dict[str, tuple[str, Moment]]] = defaultdict(dict)

    def add(same: object, code: str, changed: Moment, name: str, *slugs: str) -> None:
        if index := indexes.get(code):
            found[same][code] = (f"{index.get_url()}{index.reverse_subpage(name, args=slugs)}", changed)

    newest = Max("last_published_at")
    of_categories = posts.values_list("locale__language_code", "categories__translation_key")
    for code, key, changed in of_categories.annotate(newest):
        if slug := by_key.get((code, key)):
            add(("category", key), code, changed, "category", slug)
    of_authors = posts.exclude(byline=None).values_list(
        "locale__language_code", "byline__translation_key", "byline__slug"
    )
    for code, key, slug, changed in of_authors.annotate(newest):
        add(("author", key), code, changed, "author", slug)
    for code, changed in posts.petitions().annotate(newest):
        add("petitions", code, changed, "petitions")
    entries: dict[str, list[Entry]] = defaultdict(list)
    for versions in found.values():
        links = [(code, url) for code, (url, _changed) in versions.items()]
        for code, (url, changed) in versions.items():
            entries[code].append(Entry(absolute(url), changed, alternates(links, (code, url))))
    return entries
