"""Comments move in with their post: words, a name, the hour and whether they were approved. Nothing else."""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from blog.comments.arriving import Arrival, take_over
from blog.comments.models import Comment
from blog.models import BlogPage
from home.wordpress.authors import is_general, is_login
from home.wordpress.models import ImportedItem, Kind, Outcome
from home.wordpress.moving import Moving, write
from home.wordpress.notes import Note
from home.wordpress.shapes import OldComment, OldItem
from home.wordpress.words import line, lines


def move_in(posts: Sequence[tuple[BlogPage, OldItem, bool]], moving: Moving) -> None:
    """Stores those that are not here yet; one that was decided on or erased here stays as it is.

    `posts` are some with what they were, and whether they are new here.
    """
    known = _known(
        [comment.id for _post, item, is_new in posts if not is_new for comment in item.comments], moving
    )
    new = {
        comment.id: (post, comment)
        for post, item, _is_new in posts
        for comment in item.comments
        if comment.id and comment.id not in known
    }
    if not new:
        return
    before = {row.object_id: key for key, row in known.items() if row.object_id}
    here = (
        {before[comment.pk]: comment for comment in Comment.objects.filter(pk__in=before)} if before else {}
    )
    arrivals = [
        _arrival(post, comment, moving) for post, comment in new.values() if _why_not(comment) is None
    ]
    made = take_over(arrivals, here)
    kind = ContentType.objects.get_for_model(Comment)
    rows = [_row(comment, made.get(key), kind, moving) for key, (_post, comment) in new.items()]
    write(rows)
    for row in rows:
        moving.count(row)


def of_page(item: OldItem) -> list[tuple[str, str]]:
    """The comments of a page, which has none here, as parts without a place; names and words alone."""
    return [
        (Note.PAGE_COMMENT, f"{line(comment.name)}: {lines(comment.text)}")
        for comment in item.comments
        if _why_not(comment) is None
    ]


def _known(ids: Sequence[int], moving: Moving) -> dict[int, ImportedItem]:
    if not ids:
        return {}
    rows = ImportedItem.objects.of(moving.source, Kind.COMMENT).filter(key__in=list(map(str, ids)))
    return {int(row.key): row for row in rows}


def _why_not(comment: OldComment) -> Note | None:
    if comment.kind in ("pingback", "trackback"):
        return Note.PING
    return Note.SPAM if comment.state in ("spam", "trash") else None


def _arrival(post: BlogPage, comment: OldComment, moving: Moving) -> Arrival:
    """The name that was shown there, unless it tells a login; that of a general account is the union."""
    name, login = line(comment.name), moving.writers.get(comment.user)
    is_union = login is not None and is_general(name)
    if is_union or (is_login(name, login) if login else "@" in name):
        name = ""
    return Arrival(
        post=post,
        key=comment.id,
        name=name,
        text=lines(comment.text),
        written_at=comment.written_at or timezone.now(),
        answers=comment.parent,
        is_approved=comment.state == "approved",
        is_from_union=is_union,
    )


def _row(
    comment: OldComment, made: tuple[Comment, bool] | None, kind: ContentType, moving: Moving
) -> ImportedItem:
    row = ImportedItem(source=moving.source, kind=Kind.COMMENT, key=str(comment.id), run=moving.run)
    if made is None:
        row.outcome = Outcome.LEFT
        row.note(_why_not(comment) or Note.SPAM)
    else:
        row.outcome, row.content_type, row.object_id = Outcome.DONE, kind, made[0].pk
        if made[1]:
            row.note(Note.ANSWERS_LIFTED)
    return row
