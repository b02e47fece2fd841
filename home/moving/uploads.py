"""Uploads on their way from an archive into the storage."""

from collections.abc import Callable
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cms.media.cleaning import clean_document, clean_picture
from cms.media.refusals import RefusedError
from home.moving.archive import Reader
from home.moving.keys import MovingError


def store_uploads(
    archive: Reader,
    stored: list[str],
    say: Callable[[str], None],
    count: Callable[[str, int, int], None],
) -> set[str]:
    """Each goes through the cleaning of every upload; returns the names of those it changed."""
    cleaned = set()
    members = archive.names("media")
    for number, member in enumerate(members, 1):
        count("Uploads", number, len(members))
        name = member.removeprefix("media/")
        clean = clean_document if name.startswith("documents/") else clean_picture
        with archive.file(member) as file:
            content = ContentFile(file.read())
        try:
            result = clean(content)
        except RefusedError as error:
            raise MovingError(f"{member} is refused: {error}") from None
        if result.found:
            say(f"{member} told more than it should: it was cleaned")
            content = result
            cleaned.add(name)
        if _ending(str(result.name)) != _ending(name):
            raise MovingError(f"{member} is not what its name says.")
        _store(name, content, stored)
    return cleaned


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower().replace("jpeg", "jpg")


def _store(name: str, content: ContentFile, stored: list[str]) -> None:
    """What an import that was killed left is written again; a file of somebody else's is not touched."""
    content.seek(0)
    if default_storage.exists(name):
        new = content.read()
        with default_storage.open(name) as file:
            old = file.read()
        if old == new:
            return
        if not new.startswith(old):
            raise MovingError(f"There is another file {name} already where uploads are stored.")
        default_storage.delete(name)
        content.seek(0)
    stored.append(name)  # before it is there: a full disk takes the half of it
    if (other := default_storage.save(name, content)) != name:
        stored.append(other)
