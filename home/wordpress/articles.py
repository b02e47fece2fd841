"""What posts and pages have in common: words, date, state, body, lead picture, and what became of them."""

import datetime
from collections.abc import Callable
from hashlib import blake2b

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.blocks import StreamValue
from wagtail.models import Page, PageViewRestriction

from blog.models import BlogPage
from blog.models.posts import FIRST_YEAR, FURTHEST
from cms.excerpts import excerpt_of
from home.models import StandardPage
from home.wordpress import planting
from home.wordpress.addresses import file_of, originals_of, slug_of
from home.wordpress.answers import Answers
from home.wordpress.bodies import Converted, convert
from home.wordpress.bodies.excerpts import without_shortcodes
from home.wordpress.models import ImportedItem, Kind
from home.wordpress.moving import Moving
from home.wordpress.notes import Note
from home.wordpress.shapes import OldItem
from home.wordpress.words import cut, line

Article = BlogPage | StandardPage
LONGEST_TITLE, LONGEST_EXCERPT, LONGEST_SLUG, LONGEST_CAPTION = 255, 400, 200, 300
WORDS_OF_A_TITLE = 60


def body_of(item: OldItem, row: ImportedItem, answers: Answers) -> Converted:
    """The body as blocks; the row learns what was not here yet."""
    answers.begin(item.link, item.id)
    converted = convert(item.content, answers)
    missing = [
        ["file", original]
        for name in dict.fromkeys(converted.missing_media)
        for original in ([name] if name.isdecimal() else originals_of(file_of(name)))
    ]
    row.unresolved = [part for part in [*answers.unresolved, *missing] if part[1]]
    return converted


def has_doors(item: OldItem, answers: Answers) -> bool:
    """Whether it holds words that were for members alone."""
    answers.begin(item.link, item.id)
    converted = convert(item.content, answers)
    without_shortcodes(item.excerpt, converted)
    return converted.has_doors


def fill(page: Article, item: OldItem, row: ImportedItem, converted: Converted, moving: Moving) -> None:
    """Title, excerpt, body and lead picture of a page, as they were there."""
    page.body = StreamValue(page.body.stream_block, converted.body, is_lazy=True)
    page.title = page.draft_title = _title(item, row, page)
    excerpt = line(without_shortcodes(item.excerpt, converted))
    if converted.has_doors:
        row.note(Note.HAD_DOORS)
    page.excerpt = cut(excerpt, LONGEST_EXCERPT)
    if page.excerpt != excerpt:
        row.note(Note.EXCERPT_CUT, excerpt=excerpt)
    page.lead_picture_id, page.lead_picture_caption = _lead(item, row, moving)


def _title(item: OldItem, row: ImportedItem, page: Article) -> str:
    title = line(item.title)
    if len(title) > LONGEST_TITLE:
        row.note(Note.TITLE_CUT, title=title)
    if title:
        return cut(title, LONGEST_TITLE)
    row.note(Note.UNTITLED)
    with override(page.locale.language_code):
        return cut(excerpt_of(page.body), WORDS_OF_A_TITLE) or _("Untitled")


def _lead(item: OldItem, row: ImportedItem, moving: Moving) -> tuple[int | None, str]:
    number = item.meta.get("_thumbnail_id", "")
    if not number.isdecimal() or number == "0":
        return None, ""
    upload = ImportedItem.objects.of(moving.source, Kind.ATTACHMENT).filter(key=number)
    found = upload.select_related("content_type").first()
    if found and found.object_id and found.content_type and found.content_type.model == "image":
        return found.object_id, cut(found.facts["caption"], LONGEST_CAPTION)
    row.unresolved = [*row.unresolved, ["file", number]]
    return None, ""


def slug_for(
    item: OldItem,
    row: ImportedItem,
    page: Article,
    parent: Page,
    is_free: Callable[[str], bool],
    moving: Moving,
) -> str:
    """The slug that it had, else one like it that is free below the parent and not reserved."""
    had = slug_of(item.slug)
    wanted = (
        slugify(had or page.title, allow_unicode=True)[:LONGEST_SLUG].strip("-") or f"{item.kind}-{item.id}"
    )
    if not is_free(wanted):
        wanted = f"{item.kind}-{wanted}"
    taken = planting.slugs_below(parent, wanted, moving)
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    if had and slug != had:
        row.note(Note.SLUG_CHANGED, slug=slug)
    return slug


def give_state(page: Article, item: OldItem, row: ImportedItem, converted: Converted, moving: Moving) -> None:
    """Published, scheduled or draft; what was seen by some alone is published behind its door.

    What holds words behind a plugin's door is a draft: nothing here knows what else was behind it.
    """
    now = timezone.now()
    at = item.published_at
    is_draft = moving.options.as_drafts or converted.has_doors
    page.live, page.go_live_at = item.state in ("publish", "private") and not is_draft, None
    if item.state == "pending":
        row.note(Note.WAITED_FOR_REVIEW)
    if item.state == "future" and not is_draft:
        if at and at > now and at < now + FURTHEST:
            page.go_live_at = at
        else:
            is_past = at is not None and at <= now
            day = "" if is_past or item.day is None else item.day.isoformat()
            row.note(Note.SCHEDULE_PAST if is_past else Note.DATE_DRAFT, day=day)
    page.has_unpublished_changes = not page.live
    if page.live:
        page.first_published_at = page.last_published_at = min(at, now) if at else now


def day_of(item: OldItem, row: ImportedItem) -> datetime.date:
    """The day that readers saw; today where there was none."""
    today = timezone.localdate()
    if item.day is None:
        if item.state in ("publish", "private", "future"):
            row.note(Note.NO_DATE)
        return today
    if item.day > today + FURTHEST or item.day.year < FIRST_YEAR:
        if not any(note["code"] == Note.DATE_DRAFT for note in row.notes):
            row.note(Note.DATE_CHANGED, day=item.day.isoformat())
        return today
    return item.day


def restrict(page: Article, item: OldItem, row: ImportedItem) -> None:
    """The door that it had: a password, or those who sign in. Never open for a moment: same transaction.

    One that an editor made stays.
    """
    if item.state == "private":
        row.note(Note.LOGIN_ONLY)
        wanted = {"restriction_type": PageViewRestriction.LOGIN}
    elif item.password:
        row.note(Note.PASSWORD)
        wanted = {"restriction_type": PageViewRestriction.PASSWORD, "password": item.password[:255]}
    else:
        return
    door = _digest_of(**wanted)
    known = PageViewRestriction.objects.filter(page_id=page.pk).first()
    if known is not None:
        made = _digest_of(known.restriction_type, known.password)
        if made == door or made != row.facts.get("door"):
            return
        # A new one: whoever went through the old one has to show again that they may.
        known.delete()
    PageViewRestriction.objects.create(page_id=page.pk, **wanted)
    row.facts["door"] = door


def _digest_of(restriction_type: str, password: str = "") -> str:
    return blake2b(f"{restriction_type} {password}".encode(errors="replace"), digest_size=16).hexdigest()


def schedule(page: Article) -> None:
    """Has the clock publish a page on its day."""
    if page.go_live_at and not page.live:
        page.save_revision(approved_go_live_at=page.go_live_at, clean=False)
