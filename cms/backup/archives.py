"""Writes an archive: a tar with a header first and a manifest last, which has the sum of every member."""

import gzip
import hashlib
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO, Any, BinaryIO, cast

from cms.backup.contents import HEADER, MANIFEST, Contents
from cms.sealing import Seal, sealed

COMPRESSION = 4


class Writer:
    """Adds members to an archive that is being made."""

    def __init__(self, tar: tarfile.TarFile, header: dict[str, Any]) -> None:
        self._tar, self.contents = tar, Contents(header)
        self._add_text(HEADER, header)

    def add(self, name: str, file: IO[bytes], size: int) -> None:
        """The next `size` bytes of a file. Raises OSError where it has fewer."""
        hashing = Hashing(file)
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self._tar.addfile(member, cast("IO[bytes]", hashing))
        self.contents.members[name] = {"size": size, "sha256": hashing.digest.hexdigest()}

    def finish(self) -> None:
        """Writes what stands last."""
        self._add_text(MANIFEST, {"members": self.contents.members, "missing": self.contents.missing})

    def _add_text(self, name: str, value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False, indent=1).encode()
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(text), 0o600
        self._tar.addfile(member, BytesIO(text))


@contextmanager
def writing(out: BinaryIO, seal: Seal | None, header: dict[str, Any]) -> Iterator[Writer]:
    """An archive that goes into `out`, sealed where that is wanted."""
    if seal:
        with sealed(out, seal) as stream, _packed(stream) as tar:
            yield from _written(tar, header)
    else:
        with _packed(out) as tar:
            yield from _written(tar, header)


def _written(tar: tarfile.TarFile, header: dict[str, Any]) -> Iterator[Writer]:
    writer = Writer(tar, header)
    yield writer
    writer.finish()


@contextmanager
def _packed(out: BinaryIO) -> Iterator[tarfile.TarFile]:
    with (
        gzip.GzipFile("", "wb", COMPRESSION, out, mtime=0) as packing,
        tarfile.open(fileobj=packing, mode="w|", format=tarfile.GNU_FORMAT) as tar,
    ):
        yield tar


class Hashing:
    """Sums up what is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.digest.update(piece)
        return piece


class Summing:
    """Sums up what is written, from the first byte to the last."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.digest = file, hashlib.sha256()
        self.tell, self.seek, self.flush = file.tell, file.seek, file.flush

    def write(self, piece: bytes) -> int:
        self.digest.update(piece)
        return self.file.write(piece)
