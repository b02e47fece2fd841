"""Two sites without an address, as in exports made by hand, may have one title: they must not be mixed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from home.wordpress.addresses import slug_of
from home.wordpress.listing import KINDS
from home.wordpress.models import ImportedItem, Kind
from home.wordpress.moving import CannotMoveInError, Moving
from home.wordpress.numbers import LEAST
from home.wordpress.reading import read
from home.wordpress.shapes import OldItem
from home.wordpress.words import cut, line


def refuse_strangers(moving: Moving) -> None:
    """Raises CannotMoveInError where most posts and pages are others than those of their numbers before.

    Only of sites without an address: all others are told apart by it.
    """
    if moving.site.address:
        return
    rows = ImportedItem.objects.of(moving.source, Kind.POST, Kind.PAGE)
    known = {(row.kind, row.key): row for row in rows.only("kind", "key", "title", "slug", "facts")}
    if not known:
        return
    met = [_is_same(item, row) for item in _numbered(moving) if (row := known.get(_key_of(item)))]
    if met.count(False) > met.count(True):
        raise CannotMoveInError(
            _(
                "Another site without an address and with this title has moved in before."
                " Write the address of this one into <link>, or another <title>, where the file begins."
            )
        )


def _numbered(moving: Moving) -> Iterator[OldItem]:
    for path in moving.options.files:
        for found in read(path):
            if isinstance(found, OldItem) and found.kind in KINDS and found.id < LEAST:
                yield found


def _key_of(item: OldItem) -> tuple[str, str]:
    return str(KINDS[item.kind]), str(item.id)


def _is_same(item: OldItem, row: ImportedItem) -> bool:
    """Whether a title, a slug or a day is as it was."""
    day = item.day.isoformat() if item.day else ""
    here = cut(line(item.title), 255), slug_of(item.slug), day
    there = row.title, row.slug, row.facts.get("day", "")
    return any(one and one == other for one, other in zip(here, there, strict=True))
