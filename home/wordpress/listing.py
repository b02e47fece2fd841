"""The first reading of an export: what there is, so that later ones know of what stands further down."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from home.wordpress.addresses import file_of, path_of, slug_of, source_of
from home.wordpress.bodies.embedded import pictures_in
from home.wordpress.models import ImportedItem, Kind
from home.wordpress.moving import MOST_MENU_ENTRIES, CannotMoveInError, Listing
from home.wordpress.parcels import parcels
from home.wordpress.reading import Found, read
from home.wordpress.shapes import OldAuthor, OldItem, OldSite, OldTerm
from home.wordpress.words import cut, line

KINDS = {"post": Kind.POST, "page": Kind.PAGE, "attachment": Kind.ATTACHMENT}
UNREAD = ("trash", "auto-draft", "inherit")
# Of the reusable blocks together.
MOST_REUSABLE = 4_000_000
AT_ONCE = 500
# Facts that are not of the export: what was done because of earlier ones.
# In the order in which they are written: what is killed is remembered as what is not, letter by letter.
REMEMBERED = ("door", "had_doors", "was")
FIELDS = ("title", "old_path", "slug", "old_file", "facts")


def heads(paths: tuple[Path, ...]) -> tuple[str, OldSite, dict[str, OldAuthor], list[OldTerm]]:
    """What its things are remembered under, the site that was exported, its authors by login, its terms.

    Raises CannotMoveInError, NotAnExportError, OSError.
    """
    sites: dict[str, OldSite] = {}
    authors: dict[str, OldAuthor] = {}
    terms: list[OldTerm] = []
    for path in paths:
        for found in _head(path):
            match found:
                case OldSite():
                    sites.setdefault(_source(found, path), found)
                case OldAuthor():
                    authors[found.login] = found
                case OldTerm():
                    terms.append(found)
    if len(sites) > 1:
        raise CannotMoveInError(_("These exports are of different sites. Move them in one after the other."))
    [(source, site)] = sites.items()
    return source, site, authors, terms


def _source(site: OldSite, path: Path) -> str:
    """What tells an old site from others: its address, else its title, else the name of its file."""
    names = (source_of(site.address), slugify(site.title, allow_unicode=True))
    return next(filter(None, names), path.name.replace("/", "-"))[:200]


def _head(path: Path) -> Iterator[Found]:
    for found in read(path):
        if not isinstance(found, OldSite | OldAuthor | OldTerm):
            return
        yield found


def list_items(paths: tuple[Path, ...], source: str, say: Callable[[int], None]) -> Listing:
    """Writes a row for every post, page and attachment, or what is new about it."""
    listing = Listing()
    rows = (row for path in paths for found in read(path) if (row := _listed(found, source, listing)))
    for some in parcels(rows, AT_ONCE):
        by_key = {(row.kind, row.key): row for row in some}
        for known in ImportedItem.objects.of(source).filter(key__in={row.key for row in some}):
            if row := by_key.get((known.kind, known.key)):
                row.facts |= {name: known.facts[name] for name in REMEMBERED if name in known.facts}
        with transaction.atomic():
            ImportedItem.objects.bulk_create(
                by_key.values(),
                update_conflicts=True,
                unique_fields=["source", "kind", "key"],
                update_fields=FIELDS,
            )
        say(listing.total)
    return listing


def _listed(found: Found, source: str, listing: Listing) -> ImportedItem | None:
    if not isinstance(found, OldItem):
        return None
    listing.total += 1
    kind = KINDS.get(found.kind)
    if found.kind == "nav_menu_item" and len(listing.menu_entries) < MOST_MENU_ENTRIES:
        listing.menu_entries.append(found)
    elif found.kind == "wp_block" and sum(map(len, listing.reusable.values())) < MOST_REUSABLE:
        listing.reusable[found.id] = found.content
    if kind is None:
        return None
    if kind == Kind.PAGE:
        listing.parents[found.id] = found.parent
    if kind != Kind.ATTACHMENT:
        listing.creators.add(found.creator)
        if found.state not in UNREAD and next(pictures_in(found.content), None):
            listing.with_pictures.add(found.id)
    return ImportedItem(
        source=source,
        kind=kind,
        key=str(found.id),
        title=cut(line(found.title), 255),
        old_path=path_of(found.link),
        slug=slug_of(found.slug),
        old_file=file_of(found.attachment_url),
        facts=_facts(found),
    )


def _facts(item: OldItem) -> dict[str, str | int]:
    if item.kind != "attachment":
        return {"parent": item.parent, "state": item.state, "day": item.day.isoformat() if item.day else ""}
    return {
        "url": item.attachment_url,
        "alt": line(item.meta.get("_wp_attachment_image_alt", "")),
        "caption": line(item.excerpt),
        "description": line(item.content),
        "title": line(item.title),
        "parent": item.parent,
        "order": item.order,
        "digest": item.digest,
    }
