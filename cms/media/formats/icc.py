"""Colour profiles: what computes colours stays; names, dates and serial numbers of screens go."""

import struct

from cms.media.formats import MalformedError

HEADER = 128
# More than any profile of a camera or a screen; those of printing presses have no place in a web picture.
MOST_BYTES = 1024 * 1024
MOST_TAGS = 100
COLORS = {
    *(f"{color}{kind}".encode() for color in "rgb" for kind in ("XYZ", "TRC")),
    *(f"{way}{number}".encode() for way in ("A2B", "B2A", "D2B", "B2D") for number in range(4)),
    *(b"kTRC", b"wtpt", b"bkpt", b"chad", b"cicp", b"gamt"),
}
# Maker of the method, date, maker and model of the device, creator, fingerprint.
TELLING = ((4, 8), (24, 36), (48, 56), (80, 128))


def clean(profile: bytes) -> bytes:
    """The profile with its colours alone. Raises MalformedError."""
    if not HEADER + 4 <= len(profile) <= MOST_BYTES or profile[36:40] != b"acsp":
        raise MalformedError
    header = bytearray(profile[:HEADER])
    for start, end in TELLING:
        header[start:end] = bytes(end - start)
    (count,) = struct.unpack_from(">I", profile, HEADER)
    if count > MOST_TAGS or len(profile) < HEADER + 4 + 12 * count:
        raise MalformedError
    tags = [struct.unpack_from(">4sII", profile, HEADER + 4 + 12 * number) for number in range(count)]
    kept = [(name, profile[start : start + size]) for name, start, size in tags if name in COLORS]
    return _assembled(header, kept)


def _assembled(header: bytearray, tags: list[tuple[bytes, bytes]]) -> bytes:
    start = HEADER + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}  # the three curves are often one
    for name, data in tags:
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", name, places[data], len(data))
    header[0:4] = struct.pack(">I", start + len(body))
    return bytes(header) + table + body
