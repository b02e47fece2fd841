"""What the old site took back since the last run is taken back here, even if somebody has edited it."""

from django.db import models
from wagtail.models import ReferenceIndex

from home.wordpress.articles import Article, restrict
from home.wordpress.models import ImportedItem
from home.wordpress.shapes import OldItem


class Openness(models.IntegerChoices):
    """Who could read a thing there, from nobody to everybody; it is kept in the facts of its row."""

    CLOSED = 0
    DOOR = 1
    LATER = 2
    OPEN = 3


def openness(item: OldItem) -> Openness:
    """Who could read it there."""
    if item.state == "private" or (item.password and item.state in ("publish", "future")):
        return Openness.DOOR
    return {"publish": Openness.OPEN, "future": Openness.LATER}.get(item.state, Openness.CLOSED)


def remember(item: OldItem, row: ImportedItem) -> None:
    """Keeps it for the next run."""
    row.facts["was"] = openness(item).value


def withdraw(page: Article, item: OldItem, row: ImportedItem) -> bool:
    """Takes a page back if the old site did so since the last run; whether it had to."""
    now = openness(item)
    if now >= row.facts.get("was", Openness.OPEN):
        return False
    if now == Openness.DOOR:
        notes = row.notes
        restrict(page, item, row)
        row.notes = notes
        return True
    return unpublish(page)


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
