"""Makes an archive, looks whether it can be read, and only then gives it its name."""

import fcntl
import hashlib
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone

from cms.backup import media, postgres, sqlite
from cms.backup.archives import Summing, writing
from cms.backup.contents import DATABASES, SECRET_KEY, BackupError, Contents, header
from cms.backup.reading import opened, read
from cms.full_disk import is_full_disk
from cms.sealing import Seal

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}
ENDING = ".tar.gz"
LOCK = ".backup-lock"
PRIVATE = 0o600
UNREADABLE = "What was written is not what can be read: the disk may be failing."


def make(out: Path, seal: Seal | None = None) -> tuple[Path, Contents]:
    """A new archive in a folder, or at a path that ends in .tar.gz; its path and contents.

    Raises BackupError; then nothing is left of it, and what was there before is untouched.
    """
    path = _path(out, seal)
    if (root := media.root()) and path.resolve().is_relative_to(root.resolve()):
        raise BackupError(
            "A backup may not lie among the uploads: everybody could fetch it. Choose another folder."
        )
    if path.exists():
        raise BackupError(f"{path} exists already.")
    unfinished = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(path.parent), workroom() as room:
            try:
                contents = _write(unfinished, room, seal)
                _check(unfinished, seal, contents)
                unfinished.rename(path)
            finally:
                unfinished.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(_sentence(error, path)) from None
    return path, contents


def rotate(folder: Path, keep: int) -> list[Path]:
    """Deletes all but the newest archives that this site made in a folder; gives what it deleted.

    To be called after a good backup alone, so that the last good one stays whatever happens.
    """
    pattern = re.compile(rf"{re.escape(_host())}-\d{{8}}-\d{{6}}{re.escape(ENDING)}(\.age|\.age\.tar)?")
    ours = [path for path in folder.iterdir() if pattern.fullmatch(path.name) and not path.is_symlink()]
    old = sorted(ours, key=lambda path: path.name.removeprefix(_host())[:16], reverse=True)[max(keep, 1) :]
    for path in old:
        path.unlink(missing_ok=True)
    return old


def verify(path: Path, passphrase: str = "", identity: str = "") -> Contents:
    """Reads a whole archive and compares every sum. Raises BackupError."""
    with opened(path, passphrase, identity) as stream:
        return read(stream, lambda found: None, lambda name, size: None)


@contextmanager
def workroom() -> Iterator[Path]:
    """A folder that nobody else may enter, where the data lies anyway: not on a stick that goes around."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix=".backup-", dir=settings.DATA_DIR))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _write(path: Path, room: Path, seal: Seal | None) -> Contents:
    engine = ENGINES[connection.vendor]
    name = DATABASES[connection.vendor]
    kept = media.keep(room / "media")
    engine.dump(room / name)
    # The database before the uploads: files that are newer than its rows do no harm.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, PRIVATE)
    with os.fdopen(descriptor, "w+b") as out:
        summing = Summing(out)
        with writing(cast("BinaryIO", summing), seal, header(engine.version())) as writer:
            with (room / name).open("rb") as file:
                writer.add(name, file, (room / name).stat().st_size)
            if key := _secret_key(seal):
                with key.open("rb") as file:
                    writer.add(SECRET_KEY, file, key.stat().st_size)
            media.add_all(writer, kept)
        out.flush()
        os.fsync(out.fileno())
    if seal and seal.recipient:
        # Nobody here has the key to read it back: what came onto the disk is what was sent there, or not.
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").digest() != summing.digest.digest():
                raise BackupError(UNREADABLE)
    return writer.contents


def _secret_key(seal: Seal | None) -> Path | None:
    """The key that was made in DATA_DIR. With the database it opens the admin: never unsealed."""
    path = settings.DATA_DIR / "secret-key"
    return path if seal and path.exists() and not settings.ENVIRONMENT.SECRET_KEY else None


def _check(path: Path, seal: Seal | None, contents: Contents) -> None:
    """Reads back what was written, where the key for it is here."""
    if seal and seal.recipient:
        return
    if verify(path, seal.passphrase if seal else "").members != contents.members:
        raise BackupError(UNREADABLE)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError("Another backup into this folder is under way.") from None
        yield


def _path(out: Path, seal: Seal | None) -> Path:
    ending = seal.ending if seal else ""
    if out.name.endswith(ENDING) and not out.is_dir():
        return out.with_name(out.name + ending)
    if out.exists() and not out.is_dir():
        raise BackupError(f"{out} is a file. Name a folder, or a file that ends in {ENDING}.")
    return out / f"{_host()}-{timezone.now():%Y%m%d-%H%M%S}{ENDING}{ending}"


def _host() -> str:
    return re.sub(r"[^a-z0-9.-]", "-", (urlsplit(settings.SITE_URL).hostname or "site").lower())


def _sentence(error: OSError | sqlite3.Error, path: Path) -> str:
    if is_full_disk(error):
        return f"The disk is full: there is no backup at {path}. What was there before is untouched."
    return f"The backup at {path} could not be written: {getattr(error, 'strerror', '') or error}."
