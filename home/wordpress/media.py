"""Attachments become pictures and documents: through the cleaning of every upload, or not at all.

Nobody has said of a picture yet whether people are shown on it: it waits until somebody does.
"""

import logging
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from wagtail.models import Collection

from cms.media.cleaning import CleanFile, clean
from cms.media.models import Document, Image
from cms.media.tasks import extract_text, make_renditions
from home.wordpress.bodies.embedded import FOLDER
from home.wordpress.fetching import NotFetchedError, fetch
from home.wordpress.models import ImportedItem, ImportRun, Kind, Outcome
from home.wordpress.moving import Moving, place
from home.wordpress.notes import Note
from home.wordpress.uploads import TooLargeError, Uploads, nothing, opened
from home.wordpress.words import cut
from home.wordpress.written import written

logger = logging.getLogger(__name__)
TAKEN = frozenset({"jpg", "jpeg", "jpe", "png", "gif", "webp", "avif", "heic", "heif", "pdf"})
# The name of a file there, and what is left of it.
File = tuple[str, CleanFile]


def move_in(moving: Moving, say: Callable[[int, int], None]) -> None:
    """Places each attachment that is not here yet, in a transaction of its own."""
    uploads = opened(moving.options.uploads) if moving.options.uploads else nothing()
    items = ImportedItem.objects.of(moving.source, Kind.ATTACHMENT).exclude(old_file__startswith=FOLDER)
    ids = list(items.order_by("pk").values_list("pk", flat=True))
    for number, pk in enumerate(ids):
        item = ImportedItem.objects.get(pk=pk)
        if is_wanted(item):
            take(item, uploads, moving)
        say(number + 1, len(ids))


def is_wanted(item: ImportedItem) -> bool:
    """Whether there is something to do; a file that was refused may lie there whole by now."""
    if item.digest != item.facts["digest"] or item.outcome in (Outcome.WAITING, Outcome.MISSING):
        return True
    return item.outcome == Outcome.REFUSED and any(note["code"] == Note.FILE_REFUSED for note in item.notes)


def take(item: ImportedItem, uploads: Uploads, moving: Moving) -> None:
    before, here = item.outcome, (item.content_type_id, item.object_id, item.written)
    known = before, item.notes, item.digest
    try:
        # What may take a minute comes first: nobody else can write while a transaction is open.
        found = None if item.object_id else _found(item, uploads, moving)
        with transaction.atomic():
            _place(item, found, moving)
            # With it: what follows the commit takes long, and would come twice after a kill in it.
            _remember(item, known, moving)
    except (TooLargeError, ValidationError) as error:
        reason = error.messages[0] if isinstance(error, ValidationError) else "100 MB"
        item.content_type_id, item.object_id, item.written = here
        _refuse(item, Note.FILE_REFUSED, reason=reason)
        _remember(item, known, moving)
    except (InterfaceError, OperationalError, OSError):
        raise
    except Exception as error:
        logger.exception("%s could not be moved in", item)
        item.content_type_id, item.object_id, item.written = here
        _refuse(item, Note.FAILED, error=type(error).__name__)
        _remember(item, known, moving)
    moving.count(item, before)


def _remember(item: ImportedItem, known: tuple[str, list[Any], str], moving: Moving) -> None:
    """Saves it where something is not as it was known."""
    item.digest, item.run = item.facts["digest"], moving.run
    if (item.outcome, item.notes, item.digest) != known or item.written:
        item.save()


def go_on(run: ImportRun) -> None:
    """Has done what follows the last file of a run that was killed: its smaller pictures, its text."""
    items = ImportedItem.objects.filter(run=run, kind=Kind.ATTACHMENT).placed()
    last = items.order_by("-pk").first()
    upload = last and last.thing
    if isinstance(upload, Image):
        make_renditions.enqueue(upload.pk)
    elif isinstance(upload, Document):
        extract_text.enqueue(upload.pk)


def _found(item: ImportedItem, uploads: Uploads, moving: Moving) -> File | None:
    """The file of an attachment, cleaned, under its name there; None for those that find no place.

    Raises ValidationError for what may not be stored.
    """
    name = PurePosixPath(item.old_file or item.facts["url"]).name
    if name.rpartition(".")[2].lower() not in TAKEN:
        _refuse(item, Note.FILE_KIND, name=name)
        return None
    item.notes = []
    content, problem = _content(item, uploads, moving)
    if content is None:
        item.outcome = Outcome.MISSING
        item.note(Note.FILE_MISSING, name=name, reason=problem)
        return None
    return name, clean(BytesIO(content))


def _place(item: ImportedItem, found: File | None, moving: Moving) -> None:
    if item.object_id:
        _change(item)
    elif found:
        upload = _upload(item, *found, moving)
        place(item, upload)
        item.written = written(upload)


def _content(item: ImportedItem, uploads: Uploads, moving: Moving) -> tuple[bytes | None, str]:
    """The file, from the copy or from where it was; else why not."""
    problem = ""
    try:
        if item.old_file and (content := uploads.get(item.old_file)) is not None:
            return content, ""
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        problem = type(error).__name__
    if moving.options.download and item.facts["url"]:
        try:
            return fetch(item.facts["url"], moving.silent), ""
        except NotFetchedError as error:
            problem = str(error)
    return None, problem


def _upload(item: ImportedItem, name: str, cleaned: CleanFile, moving: Moving) -> Image | Document:
    """The picture or document, saved. Raises ValidationError for what may not be stored."""
    facts = item.facts
    title = cut(facts["title"] or name.rpartition(".")[0] or name, 255)
    collection = _collection(moving)
    upload: Image | Document
    if cleaned.name and cleaned.name.endswith(".pdf"):
        upload = Document(title=title, file=cleaned, collection=collection)
    else:
        if len(facts["alt"]) > 255:
            item.note(Note.ALT_CUT, alt=facts["alt"])
        upload = Image(title=title, description=cut(facts["alt"], 255), file=cleaned, collection=collection)
    if moving.options.is_dry:
        return _without_file(upload)
    try:
        upload.save()
    except Exception:
        # The row is not there; nobody would find the file again.
        if upload.file and upload.file._committed:
            upload.file.storage.delete(upload.file.name)
        raise
    return upload


def _without_file(upload: "Image | Document") -> "Image | Document":
    """A row for the time of a trial: no file is written, since only rows are rolled back."""
    kind = type(upload)
    more = {"width": 1, "height": 1, "description": upload.description} if isinstance(upload, Image) else {}
    trial = kind(title=upload.title, file="trial", collection=upload.collection, **more)
    kind._default_manager.bulk_create([trial])
    return trial


def _collection(moving: Moving) -> Collection:
    """Where all of them lie, so that somebody can look through them."""
    name = cut(f"{moving.source} (WordPress)", 255)
    known: Collection | None = Collection.objects.filter(name=name).first()
    return known or Collection.get_first_root_node().add_child(name=name)


def _change(item: ImportedItem) -> None:
    """What was said about a file there has changed; so it does here, unless somebody has edited it."""
    upload = item.thing
    if upload is None:
        item.outcome = Outcome.LEFT
        item.note(Note.DELETED_HERE)
    elif written(upload) != item.written:
        item.outcome = Outcome.KEPT
        item.note(Note.EDITED_HERE)
    else:
        upload.title = cut(item.facts["title"], 255) or upload.title
        if isinstance(upload, Image):
            upload.description = cut(item.facts["alt"], 255)
        upload.save()
        item.written = written(upload)


def _refuse(item: ImportedItem, code: Note, **details: str) -> None:
    item.outcome, item.notes = Outcome.REFUSED, []
    item.note(code, **details)
