"""Uploads that are not publishable: no page says anything of them, and no visitor gets a picture's files.

What visitors get of pictures lies in images/, which a front server or S3 gives to everybody. The files of
hidden ones lie beside it; they move whenever a collection, a picture's place in one, or what was said of
the people in it changes, and on the day on which a consent ends.
"""

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.dispatch import Signal

from cms.media.deleting import delete_on_commit
from cms.media.renditions import cache_key
from cms.versions import raise_version
from cms.visibility import is_publishable, publishable

if TYPE_CHECKING:
    from cms.media.models import Image, Rendition

PUBLIC_FOLDER = "images"
HIDDEN_FOLDER = "private_images"
# Sent after pictures or documents were hidden or shown again; gives uploads.
uploads_moved = Signal()
# Sent in the transaction that withdraws a picture: what others keep of it must go. Gives image.
picture_withdrawn = Signal()
# Sent when files that everybody could get have gone: gives urls, as pages named them.
files_gone = Signal()

logger = logging.getLogger(__name__)


def tell_moved(upload: Any) -> None:
    """Sends `uploads_moved` after the commit."""
    told = {"sender": type(upload), "uploads": [upload]}
    transaction.on_commit(lambda: uploads_moved.send(**told), robust=True)


def folder_of(image: "Image") -> str:
    """Where the files of a picture that are made for readers lie."""
    return HIDDEN_FOLDER if image.is_hidden else PUBLIC_FOLDER


def misplaced(uploads: "QuerySet[Any]") -> "QuerySet[Any]":
    """Those pictures or documents of which the row does not say yet what the gate says."""
    is_public = Q(pk__in=publishable(uploads).values("pk"))
    return uploads.filter((is_public & Q(is_hidden=True)) | (~is_public & Q(is_hidden=False)))


def settle(uploads: "QuerySet[Any]") -> int:
    """Hides pictures or documents that are not publishable and shows others again; returns how many.

    Each has a transaction of its own: to copy the files of a thousand pictures takes seconds, and one that
    cannot be settled must not keep the others. It stays misplaced, and is tried again by whoever calls next.
    """
    moved: list[Any] = []
    try:
        for pk in list(misplaced(uploads).values_list("pk", flat=True)):
            try:
                _settle_one(uploads.model._default_manager.filter(pk=pk), moved)
            except Exception:
                logger.exception("%s %s could not be hidden or shown.", uploads.model.__name__, pk)
    finally:
        if moved:
            raise_version()
            uploads_moved.send(sender=uploads.model, uploads=moved)
    return len(moved)


def _settle_one(row: "QuerySet[Any]", moved: list[Any]) -> None:
    with transaction.atomic():
        upload = row.select_for_update().first()
        if upload is None:
            return
        upload.is_hidden = not is_publishable(upload)  # another process may have been faster
        row.update(is_hidden=upload.is_hidden)
        if hasattr(upload, "renditions"):
            move_files(upload)
        # Before the commit: what fails after it changes nothing of this.
        moved.append(upload)


def move_files(image: "Image") -> None:
    """Moves those files of a picture that lie in the wrong folder; within the transaction of its row."""
    misplaced = list(image.renditions.exclude(file__startswith=f"{folder_of(image)}/"))
    urls = public_urls(misplaced)
    for rendition in misplaced:
        _move(rendition)
    tell_files_gone(type(image), urls)
    if misplaced:
        cache = image.get_rendition_model().cache_backend
        transaction.on_commit(lambda: cache.delete(cache_key(image.pk)), robust=True)


def delete_renditions(image: "Image") -> None:
    """Deletes all that was made of a picture, within the transaction that changes it."""
    urls = public_urls(image.renditions.all())
    image.renditions.all().delete()
    tell_files_gone(type(image), urls)


def tell_files_gone(sender: type["Image"], urls: list[str]) -> None:
    """Sends `files_gone` after the commit; called after what deletes the files, that is done before it."""
    if urls:
        transaction.on_commit(lambda: files_gone.send(sender=sender, urls=urls), robust=True)


def public_urls(renditions: "Iterable[Rendition]") -> list[str]:
    """Where everybody can get those of some files that are not hidden."""
    return [each.url for each in renditions if each.file.name.startswith(f"{PUBLIC_FOLDER}/")]


def _move(rendition: "Rendition") -> None:
    file, old = rendition.file, rendition.file.name
    rendition.purge_from_cache()
    try:
        with file.open() as content:
            name = file.storage.save(rendition.get_upload_to(old.rpartition("/")[2]), content)
    except Exception as error:
        # A file that is lost can be made anew; and to hide one waits for no storage, whatever it raises.
        if not isinstance(error, OSError) and not rendition.image.is_hidden:
            raise
        logger.warning("The file %s could not be moved, and is deleted.", old, exc_info=True)
        rendition.delete()
        return
    type(rendition)._default_manager.filter(pk=rendition.pk).update(file=name)
    delete_on_commit(file.storage, old)
    # What another process read before the commit may have come back into the cache.
    transaction.on_commit(rendition.purge_from_cache, robust=True)
