"""Puts a covered picture in the place of the uncovered one, of which nobody can fetch anything any more."""

import logging
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from django.core.files.storage import Storage
from django.db.transaction import atomic, on_commit
from wagtail.log_actions import log

from cms.media.cleaning import CleanFile
from cms.media.covering import originals
from cms.media.covering.burning import Cover, covered
from cms.media.privacy import files_gone, public_urls

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.media.models import Image

ACTION = "cms.cover_picture"

logger = logging.getLogger(__name__)


class StaleError(Exception):
    """The picture is another one by now: somebody else covered it, or uploaded another file."""


def cover(image: "Image", covers: Sequence[Cover], user: "User", *, is_all: bool) -> list[str]:
    """Covers a picture for good; returns the names of old files that could not be deleted.

    `is_all` is what a person says: nobody can be recognised any more. Raises StaleError, RefusedError, and
    OSError of the storage; nothing is changed then.
    """
    rows = type(image)._default_manager.filter(pk=image.pk, file=image.file.name, file_hash=image.file_hash)
    try:
        with image.open_file() as file:
            file.seek(0)
            content = file.read()
            picture = covered(file, covers)
    except OSError:
        if rows.exists():
            raise
        raise StaleError from None
    clean = CleanFile(picture.content, picture.extension, picture.found, picture.color)
    left: list[str] = []
    new = None
    try:
        with atomic():
            # A statement that writes: who covers the same picture now waits here, and then finds no row.
            if not rows.update(file_hash=image.file_hash):
                raise StaleError
            now = rows.get()
            old = [now.file.name, *now.renditions.values_list("file", flat=True)]
            urls = public_urls(now.renditions.all())
            originals.keep(now, content)
            now.file = clean
            now.is_covered = clean.is_covered = now.is_covered or is_all
            if is_all:
                now.is_recognizable = False
            try:
                now.save()
            finally:
                new = now.file
            log(instance=now, action=ACTION, user=user, data={"covers": len(covers)})
            on_commit(partial(_delete, now.file.storage, old, left))
            on_commit(partial(files_gone.send, sender=type(now), urls=urls), robust=True)
    except BaseException:
        if new and new._committed and new.name != image.file.name:
            new.storage.delete(new.name)
        raise
    return left


def _delete(storage: Storage, names: Sequence[str], left: list[str]) -> None:
    """Deletes each for itself: one that fails must not keep the others."""
    for name in names:
        try:
            storage.delete(name)
        except Exception:  # whatever a storage raises: somebody must be told
            left.append(name)
            logger.exception("The uncovered picture %s could not be deleted.", name)
