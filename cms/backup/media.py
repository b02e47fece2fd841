"""Uploads, wherever they are kept: public ones, private ones, and the sizes of pictures."""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.apps import apps
from django.core.files.storage import FileSystemStorage, Storage, default_storage
from django.db.models import FileField

from cms.backup.archives import Writer
from cms.backup.contents import MEDIA


def root() -> Path | None:
    """The folder of the uploads; None where they are not in one."""
    return Path(default_storage.location) if isinstance(default_storage, FileSystemStorage) else None


def add_all(writer: Writer) -> None:
    """Streams every upload into an archive; notes those that are named or listed, but not there."""
    there: set[str] = set()
    # Read before the files are: what is uploaded in between is in neither list.
    named = set(_named())
    for name in _names(default_storage, ""):
        try:
            with default_storage.open(name) as file:
                writer.add(f"{MEDIA}{name}", file, file.size)
        except FileNotFoundError:  # deleted since it was listed
            continue
        there.add(name)
    writer.contents.missing = sorted(named - there)


def _named() -> Iterator[str]:
    """Files of the uploads that the database speaks of."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField) and field.model is model and field.storage == default_storage:
                names = model._base_manager.exclude(**{field.attname: ""}).values_list(
                    field.attname, flat=True
                )
                yield from filter(None, names.iterator())


def _names(storage: Storage, folder: str) -> Iterator[str]:
    """Every file below a folder; links are followed nowhere, since they may lead out."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        path = f"{folder}{name}"
        if not _is_link(storage, path):
            yield path
    for name in sorted(folders):
        if name and not _is_link(storage, f"{folder}{name}"):
            yield from _names(storage, f"{folder}{name}/")


def _is_link(storage: Storage, name: str) -> bool:
    return isinstance(storage, FileSystemStorage) and os.path.islink(storage.path(name))


def is_empty() -> bool:
    return next(_names(default_storage, ""), None) is None


class Exchange:
    """New uploads in the place of the old ones; `undo` puts the old ones back, `finish` deletes them.

    The folder itself stays: it may be a disk of its own.
    """

    def __init__(self, new: Path, aside: Path) -> None:
        self.new, self.aside = new, aside

    def do(self) -> None:
        place = root()
        if place is None:
            self._upload()
            return
        place.mkdir(parents=True, exist_ok=True)
        _move_children(place, self.aside)
        _move_children(self.new, place)

    def undo(self) -> None:
        place = root()
        if place is not None:
            with suppress(FileNotFoundError):
                _move_children(place, self.new)
                _move_children(self.aside, place)

    def _upload(self) -> None:
        """To a bucket; what lies there under other names stays."""
        for path in sorted(self.new.rglob("*")):
            if path.is_file():
                name = path.relative_to(self.new).as_posix()
                default_storage.delete(name)
                with path.open("rb") as file:
                    default_storage.save(name, file)


def _move_children(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        for child in list(source.iterdir()):
            shutil.move(child, target / child.name)
