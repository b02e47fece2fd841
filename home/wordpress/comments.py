"""Comments move in with their post: words, a name, the hour and whether they were approved. Nothing else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from blog.comments.arriving import Arrival, take_over
from blog.comments.models import Comment
from blog.comments.states import State
from blog.models import BlogPage
from cms.anonymous.cleaning import plain_text
from home.wordpress.models import ImportedItem, Kind, Outcome
from home.wordpress.moving import Moving, write
from home.wordpress.notes import Note
from home.wordpress.numbers import LEAST, number_of_comment
from home.wordpress.parcels import parcels
from home.wordpress.people import is_general, is_login
from home.wordpress.shapes import OldComment, OldItem
from home.wordpress.words import line, lines

AT_ONCE = 500


def move_in(posts: Sequence[tuple[BlogPage, OldItem]], moving: Moving) -> None:
    """Stores those that are not here yet; one that was decided on or erased here stays as it is."""
    known = _known((comment.id for _post, item in posts for comment in item.comments), moving)
    here = _here(known)
    found = list(_with_numbers(posts, known, here))
    if others := [comment.id for _post, _item, comment in found if comment.id not in known]:
        again = _known((number for number in others if number >= LEAST), moving)
        known, here = known | again, here | _here(again)
    new: dict[int, tuple[BlogPage, OldItem, OldComment]] = {}
    for post, item, comment in found:
        if comment.id not in known:
            new.setdefault(comment.id, (post, item, comment))
    if not new:
        return
    arrivals = [
        _arrival(post, comment, moving) for post, _item, comment in new.values() if _why_not(comment) is None
    ]
    made = take_over(arrivals, here)
    kind = ContentType.objects.get_for_model(Comment)
    rows = [
        _row(comment, item.id, made.get(key), kind, moving) for key, (_post, item, comment) in new.items()
    ]
    write(rows)
    for row in rows:
        moving.count(row)


def of_others(item: OldItem) -> list[tuple[str, str]]:
    """The comments of what has none here, as parts without a place; names and words alone."""
    code = Note.PAGE_COMMENT if item.kind == "page" else Note.OTHER_COMMENT
    return [
        (code, f"{line(comment.name)}: {lines(comment.text)}")
        for comment in item.comments
        if _why_not(comment) is None
    ]


def _known(ids: Iterable[int], moving: Moving) -> dict[int, ImportedItem]:
    rows = ImportedItem.objects.of(moving.source, Kind.COMMENT)
    some = parcels(map(str, ids), AT_ONCE)
    return {int(row.key): row for keys in some for row in rows.filter(key__in=keys)}


def _here(known: Mapping[int, ImportedItem]) -> dict[int, Comment]:
    """The comments that are here still, by their numbers there."""
    numbers = {row.object_id: number for number, row in known.items() if row.object_id}
    some = parcels(numbers, AT_ONCE)
    return {numbers[one.pk]: one for keys in some for one in Comment.objects.filter(pk__in=keys)}


def _with_numbers(
    posts: Sequence[tuple[BlogPage, OldItem]],
    known: Mapping[int, ImportedItem],
    here: Mapping[int, Comment],
) -> Iterator[tuple[BlogPage, OldItem, OldComment]]:
    """All comments: one whose number belongs to another comment, of another post, gets one of its own."""
    first: dict[int, tuple[int, OldComment]] = {}
    for post, item in posts:
        own = {}
        for comment in item.comments:
            owner, other = first.setdefault(comment.id, (item.id, comment))
            row = known.get(comment.id)
            if row and row.facts.get("post") == item.id:  # it had this number before, whoever comes first now
                continue
            is_taken = owner != item.id and (other.name, other.text) != (comment.name, comment.text)
            if is_taken or _is_another(comment, item, row, here.get(comment.id)):
                own[comment.id] = number_of_comment(comment, item.id)
        for comment in item.comments:
            yield (
                post,
                item,
                replace(
                    comment,
                    id=own.get(comment.id, comment.id),
                    parent=own.get(comment.parent, comment.parent),
                )
                if own
                else comment,
            )


def _is_another(comment: OldComment, item: OldItem, known: ImportedItem | None, here: Comment | None) -> bool:
    """Whether a number is that of another comment; not where one went to another post, or was erased here."""
    if known is None or known.facts.get("post", item.id) == item.id:
        return False
    if known.outcome == Outcome.LEFT:
        return True
    return here is not None and here.state != State.ERASED and here.text != plain_text(lines(comment.text))


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
    comment: OldComment, post: int, made: tuple[Comment, bool] | None, kind: ContentType, moving: Moving
) -> ImportedItem:
    row = ImportedItem(source=moving.source, kind=Kind.COMMENT, key=str(comment.id), run=moving.run)
    row.facts = {"post": post}
    if made is None:
        row.outcome = Outcome.LEFT
        row.note(_why_not(comment) or Note.SPAM)
    else:
        row.outcome, row.content_type, row.object_id = Outcome.DONE, kind, made[0].pk
        if made[1]:
            row.note(Note.ANSWERS_LIFTED)
    return row
