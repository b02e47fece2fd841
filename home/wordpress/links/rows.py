"""Which things of the old site an address names. The import and the site ask the same way."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from django.conf import settings
from wagtail.models import Page

from home.wordpress.addresses import originals_of
from home.wordpress.links.meanings import Article, Listed, Meaning, Upload
from home.wordpress.models import ImportedItem, ImportedItemQuerySet, Kind

# WordPress shows a page before a post of its name, and a post before a picture.
ARTICLES = (Kind.PAGE, Kind.POST, Kind.ATTACHMENT)
MOST_ROWS = 20
MOST_SOURCES = 20
AT_ONCE = 200
LANGUAGES = frozenset(dict(settings.LANGUAGES))
# Of the pages right below a home page, such as the news.
DEPTH = 3


def sources() -> Iterator[str]:
    """The old sites from which something moved in; one query each, and one more."""
    rows = ImportedItem.objects.order_by("source").values_list("source", flat=True)
    found = rows.first()
    for _ in range(MOST_SOURCES):
        if found is None:
            return
        yield found
        found = rows.filter(source__gt=found).first()


def folder_of(source: str) -> str:
    """Where WordPress stood on its host, such as "/blog"; empty for the root."""
    return "".join(f"/{part}" for part in source.split("/")[1:])


def rows_for(meaning: Meaning, source: str) -> list[ImportedItem]:
    """The things that are meant, in WordPress's order. Costs one query."""
    match meaning:
        case Article():
            return _articles(meaning, ImportedItem.objects.of(source, *ARTICLES))
        case Listed(kind=kind) if kind:
            return _terms(meaning, ImportedItem.objects.of(source, kind))
        case Upload(file):
            return _uploads(file, ImportedItem.objects.of(source, Kind.ATTACHMENT))
    return []


def _articles(meaning: Article, rows: ImportedItemQuerySet) -> list[ImportedItem]:
    if meaning.number:
        found = rows.filter(key=meaning.number)
    elif meaning.paths:
        found = rows.filter(old_path__in=meaning.paths)
    elif meaning.above:
        # What was withdrawn here must not lead to something else of its name.
        is_ours = meaning.above in LANGUAGES or Page.objects.filter(slug=meaning.above, depth=DEPTH).exists()
        found = rows.none() if is_ours else rows.filter(slug=meaning.slug, kind=Kind.ATTACHMENT)
    else:
        found = rows.filter(slug=meaning.slug) if meaning.slug else rows.none()
    return _in_order(found[:MOST_ROWS])


def rows_by_paths(meanings: Iterable[Article], source: str) -> dict[Article, list[ImportedItem]]:
    """What `rows_for` gives for each of many articles that are meant by their paths, in few queries."""
    wanted, found = list(set(meanings)), {}
    for start in range(0, len(wanted), AT_ONCE):
        some, by_path = wanted[start : start + AT_ONCE], defaultdict(list)
        paths = [path for meaning in some for path in meaning.paths]
        for row in ImportedItem.objects.of(source, *ARTICLES).filter(old_path__in=paths):
            by_path[row.old_path].append(row)
        for meaning in some:
            found[meaning] = _in_order(row for path in meaning.paths for row in by_path[path])[:MOST_ROWS]
    return found


def _in_order(rows: Iterable[ImportedItem]) -> list[ImportedItem]:
    return sorted(rows, key=lambda row: (ARTICLES.index(Kind(row.kind)), row.pk))


def _terms(meaning: Listed, rows: ImportedItemQuerySet) -> list[ImportedItem]:
    if meaning.number:
        found = rows.filter(key=meaning.number)
    elif meaning.kind == Kind.AUTHOR:
        found = rows.filter(old_path=f"/author/{meaning.slug}/")
    else:
        found = rows.filter(slug=meaning.slug)
    return list(found[:MOST_ROWS])


def _uploads(file: str, rows: ImportedItemQuerySet) -> list[ImportedItem]:
    """The file itself, that of which it is a size, or the one that WordPress made of a large original."""
    names = [name for one in originals_of(file)[:5] for name in (one, _with(one, "-scaled"))]
    found = sorted(rows.filter(old_file__in=names)[:MOST_ROWS], key=lambda row: names.index(row.old_file))
    if found:
        return found
    # Of a picture that was cut or turned there, only the later name is known.
    stem, dot, ending = originals_of(file)[-1].rpartition(".")
    later = rows.filter(old_file__gt=f"{stem}-e", old_file__lt=f"{stem}-f").order_by("old_file")
    return [
        row for row in islice(later, MOST_ROWS) if originals_of(row.old_file)[-1] == f"{stem}{dot}{ending}"
    ]


def _with(file: str, end: str) -> str:
    stem, dot, ending = file.rpartition(".")
    return f"{stem}{end}{dot}{ending}"
