"""What a move does, one step after the other."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from django.db import transaction

from home.wordpress import authors, categories, comments, embedded, media, menus, placing, planting
from home.wordpress.answers import Answers, can_be_resolved
from home.wordpress.listing import KINDS, list_items
from home.wordpress.models import ImportedItem, Kind, Outcome, UnplacedPart
from home.wordpress.moving import Moving, write
from home.wordpress.notes import Note
from home.wordpress.pages import DEEPEST, lifted
from home.wordpress.parcels import parcels
from home.wordpress.reading import read
from home.wordpress.shapes import OldAuthor, OldItem, OldTerm, Unreadable
from home.wordpress.strangers import refuse_strangers
from home.wordpress.withdrawing import take_back

PARCEL = 50
ARTICLES = (Kind.POST, Kind.PAGE)
STEP, AGAIN = "Posts and pages", "Posts and pages again"
FINISHED = (Outcome.DONE, Outcome.KEPT, Outcome.LEFT)
# Step, how much of it is done, of how much.
Say = Callable[[str, int, int], None]


def take_all(
    moving: Moving, known_authors: Mapping[str, OldAuthor], terms: Sequence[OldTerm], say: Say
) -> None:
    """All of it, in an order in which most of what is named is there before it is named."""
    refuse_strangers(moving)
    moving.listing = list_items(moving.options.files, moving.source, lambda done: say("Reading", done, 0))
    moving.lifted = lifted(moving.listing.parents)
    authors.move_in(known_authors, moving)
    categories.move_in(terms, moving)
    media.move_in(moving, lambda done, total: say("Pictures and files", done, total))
    embedded.move_in(moving, lambda done: say("Pictures in texts", done, len(moving.listing.with_pictures)))
    answers = Answers(moving)
    waiting = _articles(moving, answers, say)
    for _round in range(DEEPEST):
        if not waiting:
            break
        waiting = _articles(moving, answers, say, waiting)
    if again := _resolvable(moving):
        _articles(moving, answers, say, again)
    menus.move_in(terms, answers, moving)


def _is_new(item: OldItem, row: ImportedItem) -> bool:
    """Whether there is something to do: what was done and has not changed stays as it is."""
    return row.outcome not in FINISHED or row.digest != item.digest


def _resolvable(moving: Moving) -> set[tuple[str, str]]:
    """Posts and pages whose body named something that was not here then, and is now."""
    rows = ImportedItem.objects.of(moving.source, *ARTICLES).exclude(unresolved=[]).exclude(object_id=None)
    return {(row.kind, row.key) for row in rows.iterator() if can_be_resolved(row)}


def _articles(
    moving: Moving, answers: Answers, say: Say, among: Collection[tuple[str, str]] | None = None
) -> set[tuple[str, str]]:
    """Takes posts and pages, parcel by parcel: those that are new, or those among some.

    Gives the pages that wait for those above them.
    """
    waiting: set[tuple[str, str]] = set()
    numbers = None if among is None else {int(key) for _kind, key in among}
    total = moving.listing.total if among is None else len(among)
    done = 0
    for parcel in parcels(_items(moving, numbers), PARCEL, lambda item: len(item.content)):
        rows = _rows(parcel, moving)
        if among is None:
            _take_back([found for found in rows if moving.options.is_old(found[0])], answers)
        todo = [
            (item, row)
            for item, row in rows
            if not moving.options.is_old(item)
            and (_is_new(item, row) if among is None else (row.kind, row.key) in among)
        ]
        if todo:
            answers.expect(item for item, _row in todo)
            with planting.parcel(moving):
                _take(todo, answers, moving, waiting)
        done += len(parcel)
        say(STEP if among is None else AGAIN, min(done, total), total)
    return waiting


def _take_back(old: list[tuple[OldItem, ImportedItem]], answers: Answers) -> None:
    """Of what is not asked for, what the old site took back."""
    changed = [(item, row) for item, row in old if row.object_id and row.digest != item.digest]
    if changed:
        with transaction.atomic():
            for item, row in changed:
                take_back(item, row, answers)
            write(row for _item, row in changed)


def _take(
    todo: list[tuple[OldItem, ImportedItem]], answers: Answers, moving: Moving, waiting: set[tuple[str, str]]
) -> None:
    finished = []
    for item, row in todo:
        if placing.take(item, row, answers, moving):
            finished.append(row)
        else:
            waiting.add((row.kind, row.key))
    comments.move_in(moving.talks, moving)
    moving.talks = []
    write(finished)
    run = moving.run
    run.counts, run.progress = moving.counted(), {"parcel": [row.pk for row in finished]}
    run.save(update_fields=["counts", "progress"])


def _items(moving: Moving, numbers: Collection[int] | None = None) -> Iterator[OldItem]:
    """The posts and pages that are asked for; what is none of them, or broken, is noted in passing."""
    seen: defaultdict[str, dict[int, int]] = defaultdict(dict)  # of each kind: number, digest
    for path in moving.options.files:
        for found in read(path, numbers):
            match found:
                case Unreadable():
                    _note_broken(found, path, moving)
                case OldItem(kind="attachment"):
                    placing.keep_comments(found, moving)
                case OldItem() if found.kind in KINDS:
                    digest = int(found.digest, 16)
                    if seen[found.kind].setdefault(found.id, digest) != digest:
                        _note(
                            Note.DUPLICATE_NUMBER,
                            f"{path.name}: {found.id} {found.title}\n{found.content}",
                            moving,
                        )
                    else:
                        yield found
                case OldItem():
                    placing.leave(found, moving)


def _rows(parcel: Iterable[OldItem], moving: Moving) -> list[tuple[OldItem, ImportedItem]]:
    items = list(parcel)
    keys = [str(item.id) for item in items]
    found = ImportedItem.objects.of(moving.source, *ARTICLES).filter(key__in=keys)
    known = {(row.kind, row.key): row for row in found}
    return [(item, known[KINDS[item.kind], str(item.id)]) for item in items]


def _note_broken(found: Unreadable, path: Path, moving: Moving) -> None:
    code = {"truncated": Note.TRUNCATED, "too_large": Note.TOO_LARGE}.get(found.problem, Note.UNREADABLE)
    _note(code, f"{path.name}, line {found.line}: {found.problem}\n{found.original}", moving)


def _note(code: Note, original: str, moving: Moving) -> None:
    """A part of the export that belongs to no item; each once in a run, however often the file is read."""
    UnplacedPart.objects.get_or_create(item=None, run=moving.run, reason=code, original=original)
