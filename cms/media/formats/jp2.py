"""JPEG 2000 files inside PDFs: the boxes that draw the picture stay."""

import struct

from cms.media.formats import MalformedError

DRAWING = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}


def clean(content: bytes) -> tuple[bytes, set[str]]:
    """The same picture, and the kinds of what was taken out. Raises MalformedError."""
    if content[:4] == b"\xff\x4f\xff\x51":  # no boxes at all
        return content, set()
    kept, found, position = [], set(), 0
    while position + 8 <= len(content):
        size, name = struct.unpack_from(">I4s", content, position)
        if size == 1 and position + 16 <= len(content):
            (size,) = struct.unpack_from(">Q", content, position + 8)
        size = size or len(content) - position
        if size < 8 or position + size > len(content):
            raise MalformedError
        if name in DRAWING:
            kept.append(content[position : position + size])
        else:
            found.add("xmp" if name in (b"xml ", b"uuid") else "other")
        position += size
    if not any(box[4:8] == b"jp2c" for box in kept):
        raise MalformedError
    return b"".join(kept), found
