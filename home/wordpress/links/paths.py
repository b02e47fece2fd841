"""The old paths that lead somewhere without a question, for places that have no server."""

from collections.abc import Iterator

from django.db.models import Q
from django.test import RequestFactory

from home.wordpress.links.leading import lead_from
from home.wordpress.links.rows import folder_of
from home.wordpress.models import ImportedItem, Kind

MOST = 20_000
ARTICLES = (Kind.POST, Kind.PAGE)
TERMS = (Kind.CATEGORY, Kind.AUTHOR)


def old_paths() -> Iterator[str]:
    """Paths of posts, pages, categories and authors that everybody may follow. Some queries each."""
    request = RequestFactory().get("/")
    # An account that became no byline is nowhere written down.
    rows = ImportedItem.objects.filter(kind__in=(*ARTICLES, *TERMS), object_id__isnull=False)
    rows = rows.exclude(Q(old_path__contains="?") | Q(old_path__in=["", "/"])).order_by("pk")
    for source, kind, path in rows.values_list("source", "kind", "old_path")[:MOST]:
        whole = f"{folder_of(source)}{path}" if kind in TERMS else path
        lead = lead_from(request, whole)
        # An author of nothing that everybody may see leads to a page, the news, as any name does.
        if lead and not (kind == Kind.AUTHOR and lead.page):
            yield whole
