"""Pages of the old site become plain pages below the home page, in their tree."""

from collections.abc import Mapping

from wagtail.models import Page

from cms.forms import is_taken
from home.models import StandardPage
from home.wordpress.answers import Answers
from home.wordpress.articles import body_of, fill, give_state, slug_for
from home.wordpress.bodies import Converted
from home.wordpress.models import ImportedItem, Kind, Outcome
from home.wordpress.moving import Moving
from home.wordpress.notes import Note
from home.wordpress.shapes import OldItem

# A tree of pages that people made is not deeper.
DEEPEST = 20


class NotYetError(Exception):
    """The page above has not moved in yet."""


def filled(
    page: StandardPage | None, item: OldItem, row: ImportedItem, answers: Answers, moving: Moving
) -> tuple[StandardPage, Page, Converted]:
    """A page as it was there, not saved yet, and the page above it. Raises NotYetError."""
    is_new = page is None
    parent = page.get_parent() if page else parent_of(item, row, moving)
    page = page or StandardPage(locale=moving.locale)
    converted = body_of(item, row, answers)
    fill(page, item, row, converted, moving)
    if is_new:
        is_top = parent.pk == moving.home.pk
        page.slug = slug_for(item, row, page, parent, lambda slug: not (is_top and is_taken(slug)), moving)
        give_state(page, item, row, converted, moving)
    return page, parent, converted


def parent_of(item: OldItem, row: ImportedItem, moving: Moving) -> Page:
    """The page above, or the home page. Raises NotYetError."""
    if not item.parent:
        return moving.home
    if item.id in moving.lifted:
        row.note(Note.PARENT_CYCLE)
        return moving.home
    above = ImportedItem.objects.of(moving.source, Kind.PAGE).filter(key=str(item.parent)).first()
    if above and above.object_id and (parent := StandardPage.objects.filter(pk=above.object_id).first()):
        return parent
    if above and above.outcome == Outcome.WAITING:
        raise NotYetError
    row.note(Note.PARENT_MISSING)
    return moving.home


def lifted(parents: Mapping[int, int]) -> set[int]:
    """The pages that cannot stand below those above them: one of each circle, and those too deep."""
    found: set[int] = set()
    depths: dict[int, int] = {}
    for page in parents:
        chain: dict[int, int] = {}
        while page in parents and page not in depths and page not in chain:
            chain[page] = len(chain)
            page = parents[page]
        if page in chain:
            found.add(min(list(chain)[chain[page] :]))
        above = depths.get(page, 0)
        for number, one in enumerate(reversed(chain), 1):
            depths[one] = above + number
            if (above + number) % DEEPEST == 0:
                found.add(one)
    return found
