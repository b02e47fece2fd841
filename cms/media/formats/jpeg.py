"""JPEG files: what draws the picture stays bit by bit, everything beside it goes."""

import re
import struct

from cms.media.formats import MalformedError, icc

# The file has no end: whoever decodes it can tell whether anything is missing.
NO_END = "no end"
START, END, SCAN = 0xD8, 0xD9, 0xDA
# Frames, tables, scans, intervals; 0xC8 is reserved.
DRAWING = {*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD} - {0xC8}
JFIF, PROFILES, ADOBE = 0xE0, 0xE2, 0xEE
PROFILE = b"ICC_PROFILE\x00"
ROOM = 65_519
NEXT_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
KINDS = (
    (0xE1, b"Exif", "exif"),
    (0xE1, b"http://ns.adobe.com/", "xmp"),
    (0xE0, b"JFXX", "thumbnail"),
    (0xE2, b"MPF", "thumbnail"),
    (0xED, b"", "iptc"),
    (0xFE, b"", "comment"),
)


def clean(content: bytes) -> tuple[bytes, set[str]]:
    """The same picture, and the kinds of what was taken out. Raises MalformedError."""
    if content[:2] != b"\xff\xd8":
        raise MalformedError
    segments, found, chunks = [], set(), []
    position, marker = 2, 0
    while marker != END:
        marker, data, position, skipped = _segment(content, position)
        if skipped:
            found.add("other")
        if marker in DRAWING:
            segments.append(_written(marker, data))
        elif marker == JFIF and data.startswith(b"JFIF\x00") and len(data) >= 14:
            # One dot is as wide as high; no thumbnail.
            segments.append(_written(marker, data[:7] + b"\x00\x00\x01\x00\x01\x00\x00"))
            found |= {"thumbnail"} if len(data) > 14 else set()
        elif marker == ADOBE and data.startswith(b"Adobe"):
            segments.append(_written(marker, data[:12]))
        elif marker == PROFILES and data.startswith(PROFILE):
            chunks.append(data)
        elif marker != END:
            found.add(_kind(marker, data))
        if marker == SCAN:
            end = NEXT_MARKER.search(content, position)
            segments.append(content[position : end.start() if end else None])
            if not end:
                position = len(content)
                found.add(NO_END)
                break
            position = end.start()
    if position < len(content):
        found.add("after")
    profile, is_changed = _profile(chunks)
    found |= {"profile"} if is_changed else set()
    first = 1 if segments and segments[0][1] == JFIF else 0
    return b"\xff\xd8" + b"".join([*segments[:first], *profile, *segments[first:]]) + b"\xff\xd9", found


def _segment(content: bytes, position: int) -> tuple[int, bytes, int, bool]:
    """The marker, its data, where it ends, and whether something lay before it."""
    found = NEXT_MARKER.search(content, position)
    if not found:
        raise MalformedError
    marker, end = found[1][0], found.end()
    skipped = found.start() != position
    if marker == END:
        return marker, b"", end, skipped
    if marker in (START, 0x01) or len(content) < end + 2:
        raise MalformedError
    (length,) = struct.unpack_from(">H", content, end)
    if length < 2 or len(content) < end + length:
        raise MalformedError
    return marker, content[end + 2 : end + length], end + length, skipped


def _written(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def _kind(marker: int, data: bytes) -> str:
    return next((name for code, sign, name in KINDS if code == marker and data.startswith(sign)), "other")


def _profile(chunks: list[bytes]) -> tuple[list[bytes], bool]:
    """The segments of the colour profile without what it tells, and whether it told anything."""
    if not chunks:
        return [], False
    skipped = len(PROFILE) + 2
    profile = b"".join(chunk[skipped:] for chunk in sorted(chunks, key=lambda chunk: chunk[12:13]))
    try:
        kept = icc.clean(profile)
    except MalformedError:
        return [], True
    parts = [kept[start : start + ROOM] for start in range(0, len(kept), ROOM)]
    heads = [PROFILE + bytes((number, len(parts))) for number in range(1, len(parts) + 1)]
    written = [_written(PROFILES, head + part) for head, part in zip(heads, parts, strict=True)]
    return written, kept != profile
