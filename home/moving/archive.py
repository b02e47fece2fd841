"""The zip file: the same site gives the same bytes, and nothing is read before all was checked."""

import hashlib
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from home.moving.keys import MovingError

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1 << 20
# Each file has this date, so that the same content gives the same bytes.
DATE = (1980, 1, 1, 0, 0, 0)
NAME = re.compile(
    r"content/[a-z_]+/[\w.\-]+\.json|pages/[a-z\-]+/(?:[\w.\-]+/)*[\w.\-]+\.md"
    r"|media/(?:original_images|documents)/[\w.\-]+"
)
LARGEST_TEXT, LARGEST_THING, LARGEST_UPLOAD = 32 << 20, 4 << 20, 256 << 20
ZERO = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
# Text of ours is at most some dozen times smaller when it is packed; a bomb a thousand times.
MOST_PACKED, PACKED_FREELY = 200, 1 << 20
UNFIT = "This is not an archive of export_site"


class Writer:
    """Takes the members one after the other; `finish` adds what says how many and what their sums are."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w")
        self._members: dict[str, dict[str, Any]] = {}

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *what: object) -> None:
        self._zip.close()

    def text(self, name: str, text: str) -> None:
        content = text.encode()
        self._zip.writestr(_info(name, zipfile.ZIP_DEFLATED), content, compresslevel=6)
        self._note(name, hashlib.sha256(content).hexdigest(), len(content))

    def json(self, name: str, content: Any) -> None:
        self.text(name, json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n")

    def file(self, name: str, source: IO[bytes]) -> None:
        """Piece by piece, and not packed: pictures and PDFs are."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(_info(name, zipfile.ZIP_STORED), "w", force_zip64=True) as member:
            while piece := source.read(PIECE):
                member.write(piece)
                digest.update(piece)
                size += len(piece)
        self._note(name, digest.hexdigest(), size)

    def finish(self, facts: dict[str, Any]) -> None:
        manifest = {"format": FORMAT, **facts, "members": self._members}
        content = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        self._zip.writestr(_info(MANIFEST, zipfile.ZIP_DEFLATED), content, compresslevel=6)

    def _note(self, name: str, digest: str, size: int) -> None:
        self._members[name] = {"sha256": digest, "size": size}


def _info(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, DATE)
    info.compress_type, info.create_system, info.external_attr = method, 3, 0o100600 << 16
    return info


class Reader:
    """An archive whose every member was read once and is what the manifest says."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._zip = opened
        self.manifest = self._manifest()
        self.members: dict[str, dict[str, Any]] = self.manifest["members"]
        self._check()

    def names(self, folder: str) -> list[str]:
        return sorted(name for name in self.members if name.startswith(f"{folder}/"))

    def json(self, name: str) -> dict[str, Any]:
        try:
            raw = self._zip.read(name)
            content = json.loads(raw, parse_constant=_refuse_constant)
            # Halves of characters cannot be written again.
            json.dumps(content, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            raise MovingError(f"{name} is no JSON.") from None
        if not isinstance(content, dict):
            raise MovingError(f"{name} does not hold one thing.")
        if ZERO.search(raw):
            raise MovingError(f"{name} holds zero bytes, which no text has.")
        return content

    @contextmanager
    def file(self, name: str) -> Iterator[IO[bytes]]:
        with self._zip.open(name) as member:
            yield member

    @property
    def size(self) -> int:
        """Of all uploads together, in bytes."""
        return sum(self._zip.getinfo(name).file_size for name in self.names("media"))

    def _manifest(self) -> dict[str, Any]:
        for info in self._zip.infolist():
            if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise MovingError(f"{UNFIT}: {info.filename!r} is packed in another way.")
            if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
                raise MovingError(f"{UNFIT}: {info.filename!r} is no file.")
        infos = [info for info in self._zip.infolist() if info.filename == MANIFEST]
        if len(infos) != 1 or infos[0].file_size > LARGEST_TEXT:
            raise MovingError(f"{UNFIT}: it has no {MANIFEST}.")
        manifest = self.json(MANIFEST)
        if manifest.get("format") != FORMAT:
            known = json.dumps(manifest.get("format"))[:20]
            raise MovingError(f"The archive has the format {known}; this release reads the format {FORMAT}.")
        if not isinstance(manifest.get("members"), dict):
            raise MovingError(f"{UNFIT}: its {MANIFEST} names no members.")
        return manifest

    def _check(self) -> None:
        infos = [info for info in self._zip.infolist() if info.filename != MANIFEST]
        names = [info.filename for info in infos]
        for name in names:
            if not NAME.fullmatch(name) or ".." in name:
                raise MovingError(f"The archive holds {name!r}, which has no place in it.")
        if len(set(names)) != len(names) or set(names) != set(self.members):
            raise MovingError(f"The archive does not hold what its {MANIFEST} names.")
        for info in infos:
            if info.filename.startswith("media/"):
                too_large = info.compress_type != zipfile.ZIP_STORED or info.file_size > LARGEST_UPLOAD
            else:
                too_large = info.file_size > (
                    LARGEST_THING if info.filename.startswith("content/") else LARGEST_TEXT
                )
            grown = info.file_size > max(PACKED_FREELY, MOST_PACKED * info.compress_size)
            if too_large or (grown and info.compress_type != zipfile.ZIP_STORED):
                raise MovingError(f"{info.filename} is larger than such a file can be.")
        # Members that lie upon each other make a small file large.
        placed = sorted(self._zip.infolist(), key=lambda info: info.header_offset)
        ends = [info.header_offset + len(info.orig_filename) + info.compress_size for info in placed]
        begins = [*(info.header_offset for info in placed[1:]), self._zip.start_dir]
        if any(end > begin for end, begin in zip(ends, begins, strict=True)):
            raise MovingError(f"{UNFIT}: it says that it holds more than it does.")
        for info in infos:
            self._check_sum(info)

    def _check_sum(self, info: zipfile.ZipInfo) -> None:
        digest = hashlib.sha256()
        with self._zip.open(info) as member:
            while piece := member.read(PIECE):
                digest.update(piece)
        said = self.members[info.filename]
        if not isinstance(said, dict) or said.get("sha256") != digest.hexdigest():
            raise MovingError(f"{info.filename} is not as it was exported: its sum is another.")


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


@contextmanager
def opened(file: IO[bytes] | Path) -> Iterator[Reader]:
    """Raises MovingError for what is damaged, hostile or of another release."""
    try:
        with zipfile.ZipFile(file) as archive:
            yield Reader(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise MovingError(f"{UNFIT}, or it is damaged: {error}") from None
