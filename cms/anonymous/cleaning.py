"""What people typed, as plain text: nothing that hides, turns or breaks what stands around it."""

import re
import unicodedata

# Marks that turn the order of what follows: words could be shown as others than those that were approved.
TURNING = "\u202a-\u202e\u2066-\u2069"
# Control characters, halves of characters, tags and marks that nobody sees. Joiners stay: scripts need them.
UNSEEN = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufff9-\uffff\U000e0000-\U000e007f{TURNING}]"
)
# No script writes more marks than these over one letter.
PILED = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
LONGEST_TO_COMPOSE = 8_000
EMPTY_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+\n")


def plain_text(typed: str) -> str:
    """The words with their lines; at most one empty line at a time."""
    text = re.sub(r"\r\n?|\u2028|\u2029", "\n", typed).replace("\t", " ")
    text = UNSEEN.sub("", text)
    if len(text) > LONGEST_TO_COMPOSE:  # refused anyway; to compose piles of marks takes their square
        return text
    text = PILED.sub(r"\1", unicodedata.normalize("NFC", text))
    return EMPTY_LINES.sub("\n\n", text).strip()


def plain_line(typed: str) -> str:
    """The same in one line."""
    return " ".join(plain_text(typed).split())
