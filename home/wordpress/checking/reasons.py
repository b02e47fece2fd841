"""Why an old address leads nowhere on purpose."""

from urllib.parse import urlsplit

from wagtail.models import Page

from cms.media.models import Image
from cms.visibility import visible
from home.wordpress.links.meanings import Article, Upload, meanings_of
from home.wordpress.links.rows import folder_of, rows_for, sources
from home.wordpress.models import ImportedItem, Kind, Outcome

LEFT = "left behind on purpose"
HIDDEN = "here, and not public"
DELETED = "deleted here"
WAITS = "a picture that waits until somebody says who is shown, and that no page shows"
DEAD = "named in a text or a guid alone: nothing of the export stood there"
UNTAKEN = "a file of a kind that is not taken"


def reason_for_absence(address: str, is_from_text: bool = False) -> str:
    """Why nobody shall find what stood at an address; empty where somebody should."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    is_upload = False
    for source in sources():
        for meaning in meanings_of(parts.path, parts.query, folder_of(source)):
            is_upload |= isinstance(meaning, Upload)
            if not isinstance(meaning, Article | Upload):
                return ""
            if rows := rows_for(meaning, source):
                return _reason(rows[0])
    return DEAD if is_from_text and not is_upload else ""


def _reason(row: ImportedItem) -> str:
    if row.kind == Kind.ATTACHMENT:
        return _of_upload(row)
    if row.object_id is None:
        return LEFT if row.outcome == Outcome.LEFT else ""
    if not Page.objects.filter(pk=row.object_id).exists():
        return DELETED
    return "" if visible(Page.objects.filter(pk=row.object_id)).exists() else HIDDEN


def _of_upload(row: ImportedItem) -> str:
    if row.outcome == Outcome.REFUSED:
        return UNTAKEN
    if row.object_id is None:
        return LEFT if row.outcome == Outcome.LEFT else ""
    if row.thing is None:
        return DELETED
    return WAITS if isinstance(row.thing, Image) and row.thing.is_hidden else HIDDEN
