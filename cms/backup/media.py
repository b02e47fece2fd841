"""Uploads, wherever they are kept: public ones, private ones, and the sizes of pictures."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, default_storage
from django.db.models import FileField

from cms.backup.archives import Writer
from cms.backup.contents import MEDIA, BackupError


def root() -> Path | None:
    """The folder of the uploads; None where they are not in one."""
    return Path(default_storage.location) if isinstance(default_storage, FileSystemStorage) else None


@dataclass(frozen=True)
class Kept:
    """What rows named before the database was read, and where it lies if somebody deletes it since."""

    folder: Path
    named: frozenset[str]


def keep(folder: Path) -> Kept:
    """Gives every upload a second name; only where the disk knows such, which costs no room."""
    named, place = frozenset(_named()), root()
    with suppress(OSError):  # on another disk there are none: what is deleted meanwhile is told as missing
        for name in _names(default_storage, "") if place else ():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                os.link(f"{place}/{name}", folder / name)
    return Kept(folder, named)


def add_all(writer: Writer, kept: Kept) -> None:
    """Streams every upload into an archive; notes those that are named or listed, but not there."""
    there: set[str] = set()
    # Read before the files are: what is uploaded in between is in neither list.
    named = kept.named.union(_named())
    for name in _names(default_storage, ""):
        try:
            with default_storage.open(name) as file:
                writer.add(f"{MEDIA}{name}", file, file.size)
        except FileNotFoundError:  # deleted since it was listed
            continue
        there.add(name)
    for path in sorted(kept.folder.rglob("*")):
        name = path.relative_to(kept.folder).as_posix()
        if name in named - there and path.is_file():
            with path.open("rb") as file:
                writer.add(f"{MEDIA}{name}", file, path.stat().st_size)
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

    The folder itself stays: it may be a disk of its own. Old uploads lie in a folder that nothing else
    deletes, whatever stops us.
    """

    def __init__(self, new: Path, place: Path) -> None:
        self.new, self.place = new, place
        self.aside: Path | None = None
        # What was moved, or was about to be when something went wrong.
        self._gone: list[str] = []
        self._come: list[str] = []

    def do(self) -> None:
        self.place.mkdir(parents=True, exist_ok=True)
        self.aside = Path(tempfile.mkdtemp(prefix=".uploads-before-", dir=settings.DATA_DIR))
        _move_children(self.place, self.aside, self._gone)
        _move_children(self.new, self.place, self._come)

    def undo(self) -> None:
        """Raises BackupError, which names the folder of those that could not be put back."""
        if self.aside is None:
            return
        try:
            for name in self._come:
                _delete(self.place / name)
            for name in self._gone:
                if os.path.lexists(self.aside / name):  # whole; in its place may be a rest
                    _delete(self.place / name)
                    _move(self.aside / name, self.place / name)
            self.aside.rmdir()
        except BaseException as error:
            raise BackupError(
                f"The old uploads could not be put back ({_reason(error)}). Those that are not in"
                f" {self.place} lie in {self.aside}: move them there."
            ) from error

    def finish(self) -> None:
        if self.aside:
            shutil.rmtree(self.aside, ignore_errors=True)


def upload(new: Path) -> None:
    """New uploads into a bucket; what lies there under other names stays. Raises BackupError.

    Nothing can be undone there: this comes last.
    """
    try:
        for path in sorted(new.rglob("*")):
            if path.is_file():
                name = path.relative_to(new).as_posix()
                default_storage.delete(name)
                with path.open("rb") as file:
                    default_storage.save(name, file)
    except Exception as error:
        raise BackupError(
            f"The database was put back, but not all of the uploads ({_reason(error)}). Put the archive back"
            " once more with --replace."
        ) from error


def _move_children(source: Path, target: Path, noted: list[str]) -> None:
    if source.is_dir():
        for child in sorted(source.iterdir()):
            noted.append(child.name)
            _move(child, target / child.name)


def _move(source: Path, target: Path) -> None:
    """Moves a file or folder, to another disk as well: what has the target's name is whole."""
    try:
        os.rename(source, target)
        return
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
    unfinished = target.with_name(f".{target.name}.part")
    try:
        if source.is_dir() and not source.is_symlink():
            shutil.copytree(source, unfinished, symlinks=True)
        else:
            shutil.copy2(source, unfinished, follow_symlinks=False)
        os.rename(unfinished, target)
    except BaseException:
        _delete(unfinished)
        raise
    _delete(source)


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _reason(error: BaseException) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
