"""PNG files: where they end, and what lies in them beside the picture."""

import struct

PICTURE = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP"),
    *(b"acTL", b"fcTL", b"fdAT"),
}
KINDS = {b"eXIf": "exif", b"tEXt": "comment", b"zTXt": "comment", b"iTXt": "xmp", b"tIME": "other"}


def trimmed(content: bytes) -> tuple[bytes, set[str]]:
    """A PNG up to its end, and the kinds of what is beside the picture; of its colour profile nothing."""
    found, position, name = set(), 8, b""
    while position + 12 <= len(content) and name != b"IEND":
        size, name = struct.unpack_from(">I4s", content, position)
        if name not in PICTURE and name not in (b"iCCP", b"pHYs", b"sBIT", b"bKGD", b"hIST"):
            found.add(KINDS.get(name, "other"))
        position += 12 + size
    return content[:position], found | ({"after"} if position < len(content) else set())
