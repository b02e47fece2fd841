"""What the old site took back since the last run is taken back here, even if somebody has edited it."""

import logging
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError, models, transaction
from wagtail.models import ReferenceIndex

from home.wordpress.answers import Answers
from home.wordpress.articles import Article, has_doors, restrict
from home.wordpress.models import ImportedItem
from home.wordpress.notes import Note
from home.wordpress.shapes import OldItem
from home.wordpress.written import written

logger = logging.getLogger(__name__)


class Openness(models.IntegerChoices):
    """Who could read a thing there, from nobody to everybody; it is kept in the facts of its row."""

    CLOSED = 0
    PRIVATE = 1
    PASSWORD = 2
    LATER = 3
    OPEN = 4


def openness(item: OldItem) -> Openness:
    """Who could read it there."""
    if item.state == "private":
        return Openness.PRIVATE
    if item.password and item.state in ("publish", "future"):
        return Openness.PASSWORD
    return {"publish": Openness.OPEN, "future": Openness.LATER}.get(item.state, Openness.CLOSED)


def remember(item: OldItem, row: ImportedItem) -> None:
    """Keeps it for the next run."""
    row.facts["was"] = openness(item).value


def _withdraw(page: Article, item: OldItem, row: ImportedItem) -> bool:
    """Takes a page back if the old site did so since the last run; whether it had to."""
    now, was = openness(item), row.facts.get("was", Openness.OPEN)
    if now not in (Openness.PRIVATE, Openness.PASSWORD):
        return now < was and unpublish(page)
    # A door that somebody has removed here stays away.
    if now < was or (now == was and page.view_restrictions.exists()):
        notes = row.notes
        restrict(page, item, row)
        row.notes = notes
    return now < was


@dataclass
class Seen:
    """The page that a thing is here, whether somebody has edited it, and whether it had to be taken back."""

    page: Article | None = None
    is_edited: bool = False
    is_withdrawn: bool = False


def look_at(item: OldItem, row: ImportedItem) -> Seen:
    """Looks at the page, and takes it back if need be."""
    page = _here(row)
    if page is None:
        return Seen()
    is_edited = written(page) != row.written
    with transaction.atomic():
        is_withdrawn = _withdraw(page, item, row)
    remember(item, row)
    if is_withdrawn and not is_edited:
        row.written = written(page)
    return Seen(page, is_edited, is_withdrawn)


def _here(row: ImportedItem) -> Article | None:
    page = row.thing if row.object_id else None
    return page if isinstance(page, Article) else None


def take_back(item: OldItem, row: ImportedItem, answers: Answers) -> bool:
    """Takes back what the old site took back of a thing that is not asked for; whether it had to.

    What else has changed waits for a run that asks for it. Raises as `take` does.
    """
    seen = look_at(item, row)
    try:
        with transaction.atomic():
            if seen.page and withdraw_doors(seen.page, has_doors(item, answers), row):
                seen.is_withdrawn = True
    except (InterfaceError, OperationalError, OSError):
        raise
    except Exception:  # whatever a text does to the code that reads it, the others are taken back
        logger.exception("%s could not be looked through", row)
    if seen.is_withdrawn and seen.page:
        row.note(Note.WITHDRAWN)
        row.written = row.written if seen.is_edited else written(seen.page)
    return seen.is_withdrawn


def withdraw_doors(page: Article, is_behind: bool, row: ImportedItem) -> bool:
    """Takes a page back in which the old site has begun to keep words from readers; whether it had to."""
    had_doors, row.facts["had_doors"] = row.facts.get("had_doors", False), is_behind
    return is_behind and not had_doors and unpublish(page)


def unpublish(page: Article) -> bool:
    """Makes a page a draft that no clock publishes; whether it was none."""
    is_scheduled = page.approved_schedule or page.go_live_at is not None
    if not (page.live or is_scheduled):
        return False
    page.go_live_at = None
    page.revisions.update(approved_go_live_at=None)
    if page.live:
        page.unpublish()
    else:
        page.save()
    ReferenceIndex.create_or_update_for_object(page)
    return True
