"""A copy of wp-content/uploads, as a folder or a zip."""

import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

# Larger than anything that may be stored.
MOST_BYTES = 100 * 1024 * 1024
# Of a name in a zip; and what others are written in, by Windows in Chinese among others.
IS_UTF8 = 0x800
ENCODINGS = ("utf-8", "gb18030", "big5hkscs")
# What may stand before the folders of years.
BEFORE = ("", "uploads/", "wp-content/uploads/")


class TooLargeError(Exception):
    """A file that is larger than anything that may be stored."""


class Uploads(Protocol):
    """Gives the bytes of a file by its path below uploads, or None. Raises TooLargeError, OSError."""

    def get(self, path: str) -> bytes | None: ...


def opened(path: Path) -> Uploads:
    """The copy at a path. Raises OSError or zipfile.BadZipFile for what is none."""
    if path.is_dir():
        return Folder(path)
    return Zip(zipfile.ZipFile(path))


class Folder:
    """A folder: uploads itself, or one that holds it."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def get(self, path: str) -> bytes | None:
        for name in spellings(path):
            for before in BEFORE:
                file = (self.root / before / name).resolve()
                # Neither a path nor a link in the copy may lead out of it.
                if file.is_relative_to(self.root) and file.is_file():
                    if file.stat().st_size > MOST_BYTES:
                        raise TooLargeError
                    return file.read_bytes()
        return None


class Zip:
    """A zip, whatever stands before uploads in it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names: dict[str, zipfile.ZipInfo] = {}
        for info in archive.infolist():
            for name in [] if info.is_dir() else _names(info):
                self.names.setdefault(name.rpartition("uploads/")[2], info)
                self.names.setdefault(name, info)

    def get(self, path: str) -> bytes | None:
        for name in spellings(path):
            if info := self.names.get(name):
                with self.archive.open(info) as file:
                    content = file.read(MOST_BYTES + 1)
                if len(content) > MOST_BYTES:
                    raise TooLargeError
                return content
        return None


def _names(info: zipfile.ZipInfo) -> Iterator[str]:
    """The name of a file in a zip; where it does not say in which letters, in those that it may be in."""
    names = [info.filename]
    if not info.flag_bits & IS_UTF8:
        raw = info.filename.encode("cp437", errors="replace")
        for encoding in ENCODINGS:
            with suppress(UnicodeDecodeError):
                names.append(raw.decode(encoding))
    for name in dict.fromkeys(names):
        yield unicodedata.normalize("NFC", name.replace("\\", "/"))


def spellings(path: str) -> Iterator[str]:
    """A path as different systems write its letters; a scaled picture also by its original."""
    path = path.lstrip("/")
    stem, dot, ending = path.rpartition(".")
    for name in (path, f"{stem.removesuffix('-scaled')}{dot}{ending}"):
        for form in ("NFC", "NFD"):
            yield unicodedata.normalize(form, name)


def nothing() -> Uploads:
    """No copy at all."""

    class Nothing:
        def get(self, path: str) -> bytes | None:
            return None

    return Nothing()
