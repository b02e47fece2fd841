"""GIF files: where they end, and what lies in them beside the picture."""

from cms.media.formats import MalformedError

EXTENSION, PICTURE, END = 0x21, 0x2C, 0x3B
TIMES, APPLICATION = 0xF9, 0xFF
LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def trimmed(content: bytes) -> tuple[bytes, set[str]]:
    """A GIF up to its end, and the kinds of what is beside its frames and times. Raises MalformedError."""
    try:
        return _trimmed(content)
    except IndexError:
        raise MalformedError from None


def _trimmed(content: bytes) -> tuple[bytes, set[str]]:
    found: set[str] = set()
    position = 13 + _table(content[10])
    while content[position] != END:
        if content[position] == EXTENSION:
            label, first = content[position + 1], content[position + 3 : position + 14]
            if label == APPLICATION and first not in LOOPS:
                found.add("xmp" if first.startswith(b"XMP") else "other")
            elif label not in (TIMES, APPLICATION):
                found.add("comment")
            position = _after_blocks(content, position + 2)
        elif content[position] == PICTURE:
            position = _after_blocks(content, position + 11 + _table(content[position + 9]))
        else:
            raise MalformedError
    found |= {"after"} if position + 1 < len(content) else set()
    return content[: position + 1], found


def _table(flags: int) -> int:
    """How many bytes of colours follow."""
    return 3 << (flags % 8 + 1) if flags & 0x80 else 0


def _after_blocks(content: bytes, position: int) -> int:
    while size := content[position]:
        position += size + 1
    return position + 1
