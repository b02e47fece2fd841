"""Reads an archive and believes nothing of it that was not compared."""

import gzip
import json
import re
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from cms.backup.archives import Hashing
from cms.backup.contents import DATABASES, HEADER, MANIFEST, MEDIA, SECRET_KEY, BackupError, Contents
from cms.sealing import SealError, is_sealed, unsealed

PIECE = 1 << 20
# Limits for what others may have made. Pictures and PDFs hardly shrink; a database does tenfold.
MOST_MEMBERS, LONGEST_NAME, LARGEST_TEXT = 2_000_000, 1_000, 256 << 20
MOST_GROWTH, FREE_GROWTH = 200, 256 << 20
SINGLE = {HEADER, MANIFEST, SECRET_KEY, *DATABASES.values()}
UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]|(^|/)(\.{1,2})?(/|$)")
DAMAGED = "The archive is damaged or cut off; nothing was changed."


@contextmanager
def opened(path: Path, passphrase: str = "", identity: str = "") -> Iterator[BinaryIO]:
    """An archive's bytes, unsealed where it is sealed. Raises BackupError."""
    try:
        with path.open("rb") as file:
            if not is_sealed(file):
                yield file
                return
            with unsealed(file, passphrase, identity) as stream:
                yield stream
    except SealError as error:
        raise BackupError(str(error)) from None
    except FileNotFoundError:
        raise BackupError(f"There is no archive at {path}.") from None
    except IsADirectoryError:
        raise BackupError(f"{path} is a folder: name the archive in it.") from None


def read(
    stream: BinaryIO,
    accept: Callable[[dict[str, Any]], None],
    place: Callable[[str, int], IO[bytes] | None],
) -> Contents:
    """Reads an archive to its end, and compares all of it with its manifest. Raises BackupError.

    `accept` is asked about the header before anything else; `place` gives a file for each member of a
    name and size, or None for one that is looked at only.
    """
    counting = _Counting(stream)
    try:
        with gzip.GzipFile(fileobj=cast("BinaryIO", counting), mode="rb") as unpacked:
            guarded = _Guarded(cast("BinaryIO", unpacked), counting)
            with tarfile.open(fileobj=cast("BinaryIO", guarded), mode="r|", tarinfo=_ShortNames) as tar:
                contents = _read_members(tar, accept, place)
            while guarded.read(PIECE):
                pass
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error, UnicodeError):
        raise BackupError(DAMAGED) from None
    return contents


def _read_members(
    tar: tarfile.TarFile,
    accept: Callable[[dict[str, Any]], None],
    place: Callable[[str, int], IO[bytes] | None],
) -> Contents:
    contents, sums = None, dict[str, dict[str, Any]]()
    for member in tar:
        name = member.name
        _check_member(member, sums)
        content = cast("IO[bytes]", tar.extractfile(member))
        if contents is None:
            contents = Contents(_json(content, member) if name == HEADER else {})
            accept(contents.header)
        elif name == MANIFEST:
            found = _json(content, member)
            if found.get("members") != sums or tar.next() is not None:
                raise BackupError(
                    "What is in the archive is not what its manifest says; nothing was changed."
                )
            contents.members, contents.missing = sums, list(found.get("missing", []))
            return contents
        else:
            sums[name] = _copy(content, member.size, place(name, member.size))
    raise BackupError(DAMAGED)


def _check_member(member: tarfile.TarInfo, known: dict[str, Any]) -> None:
    name = member.name
    is_ours = name in SINGLE or (name.startswith(MEDIA) and not UNSAFE.search(name))
    if not is_ours or not member.isreg() or name in known or len(name) > LONGEST_NAME:
        raise BackupError(
            f"The archive holds something that no backup has ({name[:80]!r}); nothing was changed."
        )
    if len(known) >= MOST_MEMBERS:
        raise BackupError("The archive has more members than a backup can have; nothing was changed.")


def _copy(content: IO[bytes], size: int, target: IO[bytes] | None) -> dict[str, Any]:
    hashing = Hashing(content)
    try:
        while piece := hashing.read(PIECE):
            if target:
                target.write(piece)
    finally:
        if target:
            target.close()
    return {"size": size, "sha256": hashing.digest.hexdigest()}


def _json(content: IO[bytes], member: tarfile.TarInfo) -> dict[str, Any]:
    if member.size > LARGEST_TEXT:
        raise BackupError(DAMAGED)
    try:
        found = json.loads(content.read())
    except ValueError:
        raise BackupError(DAMAGED) from None
    return found if isinstance(found, dict) else {}


class _Counting:
    """Counts the packed bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.count = file, 0

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.count += len(piece)
        return piece


class _Guarded:
    """Stops what grows to far more than it was when it was packed."""

    def __init__(self, file: IO[bytes], packed: _Counting) -> None:
        self.file, self.packed, self.count = file, packed, 0

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.count += len(piece)
        if self.count > FREE_GROWTH + MOST_GROWTH * self.packed.count:
            raise BackupError("The archive grows without end when it is unpacked; nothing was changed.")
        return piece


class _ShortNames(tarfile.TarInfo):
    """A member whose name or further headers are as long as a whole disk is none of ours."""

    def _proc_member(self, tar: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type != tarfile.REGTYPE and self.size > 4 * LONGEST_NAME:
            raise BackupError("The archive holds something that no backup has; nothing was changed.")
        found: tarfile.TarInfo = super()._proc_member(tar)  # type: ignore[misc]  # not in the stubs
        return found
