"""One post or page moves in, whole or not at all: page, comments, door, and what is remembered of it."""

import logging

from django.db import InterfaceError, OperationalError, transaction
from wagtail.models import ReferenceIndex

from blog.models import BlogPage
from home.models import StandardPage
from home.wordpress import comments, pages, planting, posts
from home.wordpress.answers import Answers
from home.wordpress.articles import Article, has_doors, restrict, schedule
from home.wordpress.bodies import Converted
from home.wordpress.bodies.embedded import shortened
from home.wordpress.bodies.names import names
from home.wordpress.models import ImportedItem, Kind, Outcome
from home.wordpress.moving import Moving, keep_unplaced, place
from home.wordpress.notes import Note
from home.wordpress.shapes import OldItem
from home.wordpress.withdrawing import Seen, look_at, remember, unpublish, withdraw_doors
from home.wordpress.written import written

logger = logging.getLogger(__name__)
# WordPress's own: nobody wrote them to be read.
NOT_CONTENT = frozenset({"revision", "nav_menu_item", "custom_css", "customize_changeset", "oembed_cache"})
TECHNICAL = frozenset({"auto-draft", "inherit"})
# Of plugins and themes, what pages of the old site showed to everybody.
PUBLIC_KINDS = names(
    "tribe_events tribe_venue tribe_organizer event events mec-events portfolio jetpack-portfolio"
    " avada_portfolio project projects campaign testimonial testimonials jetpack-testimonial faq faqs ufaq"
    " team team_member staff slide slider slides gallery envira_gallery foogallery album podcast episode"
    " story stories news press publication publications report reports resource resources service services"
    " product recipe video videos"
)
KEPT = 100_000


def take(item: OldItem, row: ImportedItem, answers: Answers, moving: Moving) -> bool:
    """Places an item; whether it was done with. What goes wrong with one harms no other.

    Raises what the database raises when it is no longer there, or full.
    """
    before, counts = row.outcome, moving.counts.copy()
    talks, seen = len(moving.talks), Seen()
    here, facts = (row.content_type_id, row.object_id, row.written), row.facts
    try:
        # It is taken back even if what follows fails.
        seen = look_at(item, row)
        here, facts = (row.content_type_id, row.object_id, row.written), row.facts.copy()
        with transaction.atomic():
            _place(item, row, answers, moving, seen)
    except pages.NotYetError:
        row.notes = []
        return False
    except (InterfaceError, OperationalError, OSError):
        raise
    except Exception as error:
        # Whatever a text does to the code that reads it: the others move in, and nothing is lost.
        logger.exception("%s could not be moved in", row)
        moving.forget(counts)
        (row.content_type_id, row.object_id, row.written), row.facts = here, facts
        del moving.talks[talks:]
        row.outcome, row.notes = Outcome.REFUSED, []
        if seen.is_withdrawn:
            row.note(Note.WITHDRAWN)
        row.note(Note.FAILED, error=f"{type(error).__name__}: {error}"[:500])
        with transaction.atomic():
            row.save()
            keep_unplaced(row, [(Note.FAILED, item.content[:KEPT])], moving.run)
    row.digest, row.run = item.digest, moving.run
    if row.outcome != Outcome.REFUSED:
        remember(item, row)
    if row.object_id:
        moving.placed[row.kind, row.key] = row.object_id
    moving.count(row, before)
    return True


def _place(item: OldItem, row: ImportedItem, answers: Answers, moving: Moving, seen: Seen) -> None:
    page = seen.page
    if row.object_id and page is None:
        row.outcome, row.notes = Outcome.LEFT, []
        row.note(Note.DELETED_HERE)
        return
    if page is not None and seen.is_edited:
        row.outcome, row.unresolved = Outcome.KEPT, []
        if row.digest != item.digest:
            row.notes = [note for note in row.notes if note["code"] not in (Note.EDITED_HERE, Note.WITHDRAWN)]
            row.note(Note.EDITED_HERE)
        if withdraw_doors(page, has_doors(item, answers), row) or seen.is_withdrawn:
            row.note(Note.WITHDRAWN)
        _with_comments(page, item, moving)
        return
    row.notes = []
    if seen.is_withdrawn:
        row.note(Note.WITHDRAWN)
    if item.state == "trash" or item.state in TECHNICAL:
        row.outcome = Outcome.LEFT
        row.note(Note.TRASH if item.state == "trash" else Note.NOT_CONTENT)
        row.written = written(page) if page else ""
        parts = [(Note.TRASH.value, item.content[:KEPT])] if item.content else []
        _remember(row, parts + comments.of_others(item), moving)
        return
    page, converted = _saved(page, item, row, answers, moving)
    place(row, page)
    row.facts["had_doors"] = converted.has_doors
    row.written = written(page, moving.filed.get(page.pk))
    parts = [(part.reason, shortened(part.original)[:KEPT]) for part in converted.unplaced]
    _remember(row, parts + (comments.of_others(item) if row.kind == Kind.PAGE else []), moving)


def _saved(
    page: Article | None, item: OldItem, row: ImportedItem, answers: Answers, moving: Moving
) -> tuple[Article, Converted]:
    is_new = page is None
    result: Article
    if row.kind == Kind.POST:
        result, converted = posts.filled(
            page if isinstance(page, BlogPage) else None, item, row, answers, moving
        )
        parent = moving.news
    else:
        result, parent, converted = pages.filled(
            page if isinstance(page, StandardPage) else None, item, row, answers, moving
        )
    if is_new:
        planting.add(result, parent, moving)
        schedule(result)
    else:
        result.save()
        ReferenceIndex.create_or_update_for_object(result)
        if converted.has_doors:
            unpublish(result)
    restrict(result, item, row)
    _with_comments(result, item, moving)
    return result, converted


def _with_comments(page: Article, item: OldItem, moving: Moving) -> None:
    """Those of a post move in at the end of the parcel."""
    if isinstance(page, BlogPage) and item.comments:
        moving.talks.append((page, item))


def _remember(row: ImportedItem, parts: list[tuple[str, str]], moving: Moving) -> None:
    if parts and row.pk is None:
        row.save()
    if parts or row.pk:
        keep_unplaced(row, parts, moving.run)


def leave(item: OldItem, moving: Moving) -> None:
    """A thing of a kind that this site does not have: its words are kept if they were written to be read.

    What plugins store may be what people sent in a form, with their addresses.
    """
    if item.kind in NOT_CONTENT or item.state in TECHNICAL or item.kind.startswith("wp_"):
        return
    is_public = item.kind in PUBLIC_KINDS
    row = moving.item(Kind.OTHER, item.id, item.title if is_public else "")
    if row.digest == item.digest:
        return
    row.outcome, row.digest, row.run = Outcome.LEFT, item.digest, moving.run
    row.notes = []
    row.note(Note.OTHER_KIND, kind=item.kind)
    row.save()
    parts = [(Note.OTHER_KIND.value, item.content[:KEPT]), *comments.of_others(item)]
    keep_unplaced(row, parts if is_public else [], moving.run)
    moving.count(row)


def keep_comments(upload: OldItem, moving: Moving) -> None:
    """Keeps what readers said under a picture or a file: once, however often it is read."""
    parts = comments.of_others(upload)
    row = moving.item(Kind.ATTACHMENT, upload.id) if parts else None
    if row and set(row.unplaced.values_list("reason", "original")) != set(parts):
        keep_unplaced(row, parts, moving.run)
