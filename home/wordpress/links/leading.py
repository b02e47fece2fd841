"""From an old address to the one here: only to what everybody may see, and never to another host."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from cms.visibility import visible
from home.wordpress.links.lists import List
from home.wordpress.links.meanings import Article, Home, Listed, Meaning, Upload, meanings_of
from home.wordpress.links.rows import folder_of, rows_for, sources
from home.wordpress.links.uploads import address_of, page_naming, page_of
from home.wordpress.models import ImportedItem, Kind


@dataclass(frozen=True)
class Lead:
    """Where an old address leads: a path of this site with its question, and the page there if it is one."""

    address: str
    page: Page | None = None


def lead_from(request: HttpRequest, path: str, query: str = "") -> Lead | None:
    """Where the path of an old site leads; None where it is unknown, or nobody may see what it was.

    Costs a query for each old site and one more, one for each rule that is tried, and some for a hit.
    """
    for source in sources():
        for meaning in meanings_of(path, query, folder_of(source)):
            lead = _lead(meaning, source, request)
            if lead and not _is_same(lead.address, path, query):
                return lead
    return None


def _lead(meaning: Meaning, source: str, request: HttpRequest) -> Lead | None:
    match meaning:
        case Home():
            return Lead("/")
        case Article():
            return _article(rows_for(meaning, source))
        case Upload(file):
            return _upload(rows_for(meaning, source), file) or _to(page_naming(file, source))
        case Listed():
            return _list(meaning, source, request)


def _article(rows: list[ImportedItem]) -> Lead | None:
    """The first of the things that everybody may see."""
    keys = [row.object_id for row in rows if row.object_id and row.kind != Kind.ATTACHMENT]
    pages = {page.pk: page for page in visible(Page.objects.filter(pk__in=keys))} if keys else {}
    for row in rows:
        if row.kind == Kind.ATTACHMENT:
            page = page_of(row)
            address = "" if page else address_of(row)
        else:
            page, address = pages.get(row.object_id), ""
        if lead := _to(page) or (Lead(address) if address else None):
            return lead
    return None


def _upload(rows: Iterable[ImportedItem], file: str) -> Lead | None:
    for row in rows:
        if address := address_of(row, file):
            return Lead(address)
        if lead := _to(page_of(row)):
            return lead
    return None


def _to(page: Page | None) -> Lead | None:
    address = page.get_url() if page else None
    return Lead(address, page) if address else None


def _list(meaning: Listed, source: str, request: HttpRequest) -> Lead | None:
    term = next(iter(rows_for(meaning, source)), None) if meaning.kind else None
    if meaning.kind not in ("", Kind.AUTHOR) and term is None:
        return None
    found = List.of(meaning, term, source, request)
    if found is None:
        return None
    if words := found.only_words:
        with override(found.language):
            return Lead(f"{reverse('search')}?{urlencode({'q': words})}")
    address = found.address(request)
    return Lead(address, found.index if address == found.index.get_url() else None) if address else None


def _is_same(address: str, path: str, query: str) -> bool:
    """Whether an address leads to itself."""
    there = urlsplit(address)
    if there.netloc and address.startswith(settings.SITE_URL):
        there = urlsplit(address.removeprefix(settings.SITE_URL))
    return unquote(there.path).rstrip("/") == unquote(path).rstrip("/") and there.query == query
