"""Which letters the bytes of an export are, whatever it says that they are."""

import codecs
import re

DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
MOST_BROKEN = 20
LETTERS = re.compile("[\u0080-\ufffc]+")
ROWS = re.compile(b"[\x80-\xff]{4,}")


def encoding_of(start: bytes) -> str:
    """What the beginning of a file says its letters are; UTF-8 where it says nothing or something unknown."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if start.startswith(mark):
            return encoding
    declared = DECLARED.search(start[:1024])
    try:
        found = codecs.lookup(declared[1].decode()).name if declared else "utf-8"
        codecs.getincrementaldecoder(found)
        return found if not found.startswith("utf-16") else "utf-8"
    except LookupError:
        return "utf-8"


def is_of_the_east(start: bytes) -> bool:
    """Whether what says to be UTF-8 is of an encoding such as Big5, and would be read as rubbish.

    There they stand in rows; those of Windows, which are read, stand alone among plain ones.
    """
    text = start.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    fine = sum(map(len, LETTERS.findall(text)))
    rows = sum(map(len, ROWS.findall(start)))
    return broken > MOST_BROKEN and broken > 2 * fine and rows > broken / 4


def _as_windows_did(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are none of their encoding: old sites hold some of Windows' letters among UTF-8."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    found = error.object[error.start : error.end]
    return found.decode("cp1252", errors="replace"), error.end


codecs.register_error("wordpress", _as_windows_did)
