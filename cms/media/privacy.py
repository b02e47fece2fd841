"""Uploads that are not publishable: no page says anything of them, and no visitor gets a picture's files.

What visitors get of pictures lies in images/, which a front server or S3 gives to everybody. The files of
hidden ones lie beside it; they move whenever a collection, a picture's place in one, or what was said of
the people in it changes, and on the day on which a consent ends.
"""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.dispatch import Signal

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


def folder_of(image: "Image") -> str:
    """Where the files of a picture that are made for readers lie."""
    return HIDDEN_FOLDER if image.is_hidden else PUBLIC_FOLDER


def misplaced(uploads: "QuerySet[Any]") -> "QuerySet[Any]":
    """Those pictures or documents of which the row does not say yet what the gate says."""
    is_public = Q(pk__in=publishable(uploads).values("pk"))
    return uploads.filter((is_public & Q(is_hidden=True)) | (~is_public & Q(is_hidden=False)))


def settle(uploads: "QuerySet[Any]") -> int:
    """Hides pictures or documents that are not publishable and shows others again; returns how many.

    Each has a transaction of its own: to copy the files of a thousand pictures takes seconds.
    """
    moved = []
    for pk in list(misplaced(uploads).values_list("pk", flat=True)):
        with transaction.atomic():
            upload = uploads.model._default_manager.select_for_update().filter(pk=pk).first()
            if upload is None:
                continue
            upload.is_hidden = not is_publishable(upload)  # another process may have been faster
            uploads.model._default_manager.filter(pk=pk).update(is_hidden=upload.is_hidden)
            if hasattr(upload, "renditions"):
                move_files(upload)
            moved.append(upload)
    if moved:
        raise_version()
        uploads_moved.send(sender=uploads.model, uploads=moved)
    return len(moved)


def move_files(image: "Image") -> None:
    """Moves those files of a picture that lie in the wrong folder; within the transaction of its row."""
    misplaced = list(image.renditions.exclude(file__startswith=f"{folder_of(image)}/"))
    urls = public_urls(misplaced)
    for rendition in misplaced:
        _move(rendition)
    if urls:
        transaction.on_commit(partial(files_gone.send, sender=type(image), urls=urls))
    if misplaced:
        forget = partial(image.get_rendition_model().cache_backend.delete, cache_key(image.pk))
        transaction.on_commit(forget)


def public_urls(renditions: "Iterable[Rendition]") -> list[str]:
    """Where everybody can get those of some files that are not hidden."""
    return [each.url for each in renditions if each.file.name.startswith(f"{PUBLIC_FOLDER}/")]


def _move(rendition: "Rendition") -> None:
    file, old = rendition.file, rendition.file.name
    rendition.purge_from_cache()
    try:
        with file.open() as content:
            name = file.storage.save(rendition.get_upload_to(old.rpartition("/")[2]), content)
    except OSError:  # the file is lost: it can be made anew
        rendition.delete()
        return
    type(rendition)._default_manager.filter(pk=rendition.pk).update(file=name)
    transaction.on_commit(partial(file.storage.delete, old), robust=True)
    # What another process read before the commit may have come back into the cache.
    transaction.on_commit(rendition.purge_from_cache)
