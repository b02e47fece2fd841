"""WebP files: what draws the picture stays bit by bit, everything beside it goes."""

import struct
from collections.abc import Iterator

from cms.media.formats import MalformedError, icc

DRAWING = {b"ANIM", b"ALPH", b"VP8 ", b"VP8L"}
HEAD, PROFILE, FRAME = b"VP8X", b"ICCP", b"ANMF"
FRAME_HEAD = 16
HAS_PROFILE, HAS_XMP, HAS_EXIF = 0x20, 0x04, 0x08
KINDS = {b"EXIF": "exif", b"XMP ": "xmp"}


def clean(content: bytes) -> tuple[bytes, set[str]]:
    """The same picture, and the kinds of what was taken out. Raises MalformedError."""
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        raise MalformedError
    size = struct.unpack_from("<I", content, 4)[0] + 8
    if size > len(content):
        raise MalformedError
    found = {"after"} if len(content) > size + size % 2 else set()
    chunks = list(_cleaned(content[12:size], found))
    has_profile = any(name == PROFILE for name, _ in chunks)
    chunks = [(name, _head(data, has_profile) if name == HEAD else data) for name, data in chunks]
    body = b"".join(_written(*chunk) for chunk in chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body, found


def _cleaned(body: bytes, found: set[str]) -> Iterator[tuple[bytes, bytes]]:
    for name, data in _chunks(body):
        if name in DRAWING or name == HEAD:
            yield name, data
        elif name == FRAME:
            inside = [(inner, part) for inner, part in _chunks(data[FRAME_HEAD:]) if inner in DRAWING]
            cleaned = data[:FRAME_HEAD] + b"".join(_written(*chunk) for chunk in inside)
            if len(cleaned) < len(data):
                found.add("other")
            yield name, cleaned
        elif name == PROFILE:
            try:
                profile = icc.clean(data)
            except MalformedError:
                found.add("profile")
                continue
            found |= {"profile"} if profile != data else set()
            yield name, profile
        else:
            found.add(KINDS.get(name, "other"))


def _chunks(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 0
    while position + 8 <= len(body):
        name, size = struct.unpack_from("<4sI", body, position)
        if position + 8 + size > len(body):
            raise MalformedError
        yield name, body[position + 8 : position + 8 + size]
        position += 8 + size + size % 2


def _head(data: bytes, has_profile: bool) -> bytes:
    flags = data[0] & ~(HAS_EXIF | HAS_XMP | HAS_PROFILE) | (HAS_PROFILE if has_profile else 0)
    return bytes((flags,)) + data[1:]


def _written(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)
