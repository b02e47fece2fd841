"""Finds uploads that no row names: left by a storage that refused, or a process that was killed."""

import logging
from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms.media.covering.models import FOLDER, KeptOriginal
from cms.media.deleting import delete_files
from cms.media.models import Document, Image, Rendition
from cms.media.privacy import HIDDEN_FOLDER, PUBLIC_FOLDER, files_gone

# Nobody takes as long from writing a file to writing its row.
LEFT_ALONE = timedelta(hours=1)
# More at once than rows are no accidents: a database that is being restored, or a folder of another site.
MOST_WITHOUT_QUESTION = 500
FOLDERS: tuple[tuple[type[Any], str], ...] = (
    (Rendition, PUBLIC_FOLDER),
    (Rendition, HIDDEN_FOLDER),
    (Image, "original_images"),
    (Document, "documents"),
    (KeptOriginal, FOLDER),
)

logger = logging.getLogger(__name__)


def sweep() -> int:
    """Deletes files that have no row; returns how many. Touches none that is younger than an hour."""
    return sum(_sweep(model, folder) for model, folder in FOLDERS)


def _sweep(model: type[Any], folder: str) -> int:
    storage = model._meta.get_field("file").storage
    try:
        found = [f"{folder}/{name}" for name in storage.listdir(folder)[1] if name]
    except FileNotFoundError:
        return 0
    rows = set(model._default_manager.values_list("file", flat=True))  # after the files, which come first
    strays = [name for name in found if name not in rows and _is_old(storage, name)]
    if len(strays) > max(MOST_WITHOUT_QUESTION, len(rows)):
        logger.error("%s files in %s have no row; see docs/privacy.md. None is deleted.", len(strays), folder)
        return 0
    left = delete_files(storage, strays)
    if strays and folder == PUBLIC_FOLDER:
        files_gone.send(sender=Image, urls=[storage.url(name) for name in strays])
    return len(strays) - len(left)


def _is_old(storage: Any, name: str) -> bool:
    try:
        return bool(storage.get_modified_time(name) < timezone.now() - LEFT_ALONE)
    except OSError:  # it went meanwhile
        return False
