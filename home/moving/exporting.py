"""Takes everything out: each thing as JSON, each page as Markdown too, and the uploads as they are stored."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from django.db import connection, transaction
from django.db.models import Model
from wagtail.models import Collection, Locale, Page, Revision

from cms.media.models import Document, Image
from cms.moving import Kind, kinds
from home.moving.archive import Writer
from home.moving.keys import Keys, MovingError, keys_of_database
from home.moving.markdown import markdown_of, path_of
from home.moving.things import draft_out, fields_of, out

CHUNK = 200
Say = Callable[[str, int, int], None]


def export(file: IO[bytes], say: Say = lambda step, done, total: None) -> Counter[str]:
    """Writes the archive; returns how many things of each kind. Raises MovingError for a lost upload.

    All of it is read in one transaction, so that it fits together. `say` hears a step, how much of it is
    done, and of how much.
    """
    done = Counter[str]()
    with Writer(file) as writer, _one_moment():
        keys = keys_of_database()
        total = sum(kind.rows().count() for kind in kinds.values())
        for kind in sorted(kinds.values(), key=lambda kind: kind.name):
            for thing in rows_of(kind):
                key = keys.key(kind.model, thing.pk)
                writer.json(f"content/{kind.name}/{key}.json", plain(kind, thing, keys))
                done[kind.name] += 1
                say("Things", done.total(), total)
        for number, page in enumerate(rows_of(kinds["pages"]), 1):
            writer.text(path_of(page), markdown_of(page))
            say("Pages as Markdown", number, done["pages"])
        uploads = (upload for name in ("documents", "pictures") for upload in rows_of(kinds[name]))
        for number, upload in enumerate(uploads, 1):
            _store(writer, upload)
            say("Uploads", number, done["documents"] + done["pictures"])
        languages = Locale.objects.order_by("pk").values_list("language_code", flat=True)
        writer.finish({"counts": dict(done), "languages": sorted(languages)})
    return done


@contextmanager
def _one_moment() -> Iterator[None]:
    """What is read inside is all of one moment; SQLite's transactions are so by themselves."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def rows_of(kind: Kind) -> Iterator[Any]:
    """All rows, pages as what they are, not many at a time in memory."""
    rows = kind.rows()
    if not issubclass(kind.model, Page):
        yield from rows.iterator(CHUNK)
        return
    ids = list(rows.values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        yield from Page.objects.filter(pk__in=ids[start : start + CHUNK]).order_by("pk").specific()


def plain(kind: Kind, thing: Any, keys: Keys) -> dict[str, Any]:
    """A thing as docs/moving.md describes it."""
    model = type(thing)
    key = keys.key(kind.model, thing.pk)
    said: dict[str, Any] = {
        "key": key,
        "number": thing.pk,
        "type": model._meta.label,
        "fields": {
            field.name: kind.narrowed.get(field.name, _whole)(out(field, thing, keys, str(key)))
            for field in fields_of(kind, model)
        },
    }
    if isinstance(thing, Page | Collection):
        said["parent"], said["position"] = place_of(kind, thing, keys)
    if isinstance(thing, Image | Document):
        said["tags"] = sorted(thing.tags.names())
    if isinstance(thing, Page):
        said["drafts"] = [_draft(kind, thing, revision, keys) for revision in drafts_of(thing)]
    return said


def _whole(value: Any) -> Any:
    return value


def place_of(kind: Kind, thing: Any, keys: Keys) -> tuple[str | None, int]:
    """The key of what it stands below, and how many stand before it there."""
    parent = thing.get_parent()
    before = kind.model._base_manager.filter(depth=thing.depth, path__lt=thing.path)
    return keys.key(kind.model, parent.pk), before.filter(path__startswith=parent.path).count()


def drafts_of(page: Page) -> list[Revision]:
    """What was written and is not shown yet: what is scheduled, and the last state of it."""
    scheduled = page.revisions.filter(approved_go_live_at__isnull=False)
    is_new = page.latest_revision_id and page.latest_revision_id != page.live_revision_id
    latest = page.revisions.filter(pk=page.latest_revision_id) if is_new else page.revisions.none()
    return list((scheduled | latest).order_by("created_at", "pk"))


def _draft(kind: Kind, page: Page, revision: Revision, keys: Keys) -> dict[str, Any]:
    goes_live = revision.approved_go_live_at
    place = f"{page.translation_key}/{revision.created_at.isoformat()}"
    return {
        "created_at": revision.created_at.isoformat(),
        "goes_live_at": goes_live.isoformat() if goes_live else None,
        "fields": draft_out(kind, type(page), revision.content, keys, place),
    }


def _store(writer: Writer, upload: Model) -> None:
    file: Any = upload.file  # type: ignore[attr-defined]  # pictures and documents have one
    try:
        with file.storage.open(file.name, "rb") as source:
            writer.file(f"media/{file.name}", source)
    except FileNotFoundError:
        raise MovingError(
            f"The file of {upload._meta.verbose_name} {upload.pk} is lost: {file.name}."
        ) from None
