"""Puts a covered picture in the place of the uncovered one, of which nobody can fetch anything any more."""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from cms.media.cleaning import CleanFile
from cms.media.covering import originals
from cms.media.covering.burning import Cover, covered
from cms.media.deleting import delete_files

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.media.models import Image

ACTION = "cms.cover_picture"

logger = logging.getLogger(__name__)


class StaleError(Exception):
    """The picture is another one by now: somebody else covered it, or uploaded another file."""


def cover(
    image: "Image", covers: Sequence[Cover], user: "User", *, is_all: bool, people: str = ""
) -> list[str]:
    """Covers a picture for good; returns the names of old files that could not be deleted.

    `is_all` is what a person says: nobody can be recognised any more; `people`, who is shown, counts where
    nobody said it before. Raises StaleError, RefusedError, and OSError of the storage; nothing is changed
    then.
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
    is_stored, new, kept = False, None, None

    def finish() -> None:
        """Comes first of all that waits for the commit: nothing that fails may keep the uncovered files."""
        nonlocal is_stored
        is_stored = True
        left.extend(delete_files(storage, old))

    try:
        with transaction.atomic():
            # A statement that writes: who covers the same picture now waits here, and then finds no row.
            if not rows.update(file_hash=image.file_hash):
                raise StaleError
            now = rows.get()
            storage, old = now.file.storage, [now.file.name, *now.renditions.values_list("file", flat=True)]
            transaction.on_commit(finish)
            kept = originals.keep(now, content)
            now.file = clean
            now.is_covered = clean.is_covered = now.is_covered or is_all
            if is_all:
                now.is_recognizable = False
            now.people = now.people or people
            try:
                now.save()
            finally:
                new = now.file
            log(instance=now, action=ACTION, user=user, data={"covers": len(covers)})
    except BaseException as error:
        if is_stored and isinstance(error, Exception):  # it is covered, whatever follows the commit
            logger.exception("Something that follows a cover of picture %s failed.", image.pk)
            return left
        if new and not is_stored and new._committed and new.name != image.file.name:
            delete_files(new.storage, [new.name])
        if kept and not is_stored:
            delete_files(kept.file.storage, [kept.file.name])
        raise
    return left
