"""What each character is to the tokenizer, written as one letter, so that short patterns find the tokens."""

import unicodedata

LETTER, MARK, JOINER, DIGIT, IDEOGRAPH = "L", "M", "J", "N", "C"
APOSTROPHE, HYPHEN, SEPARATOR, SPACE, OTHER = "'", "-", ",", "_", "."

# Characters of scripts that are written without spaces: Chinese, kana, Hangul.
IDEOGRAPHS = (
    (0x3005, 0x3007),
    (0x3041, 0x3096),
    (0x309D, 0x309F),
    (0x30A1, 0x30FA),
    (0x30FC, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFD),
)
# Inside a word, where nobody sees them: soft hyphen, joiners, direction marks, byte order mark.
UNSEEN = "\u00ad\u034f\u061c\u200d\u200e\u200f\u2060\ufeff"
INVISIBLE = dict.fromkeys(map(ord, UNSEEN + "\u200c"))
SPACES = " \u00a0\u2009\u202f"  # that may stand inside a number
SPECIAL = {
    **dict.fromkeys("'’‘ʼ＇", APOSTROPHE),
    **dict.fromkeys("-‐‑－", HYPHEN),
    **dict.fromkeys(",.٬٫，．", SEPARATOR),
    **dict.fromkeys(SPACES, SPACE),
    **dict.fromkeys(UNSEEN, MARK),
    "\u200c": JOINER,
}


def kind_of(character: str) -> str:
    """LETTER, MARK, DIGIT, ... of one character."""
    if character in SPECIAL:
        return SPECIAL[character]
    category = unicodedata.category(character)
    if category[0] in "LN" and any(first <= ord(character) <= last for first, last in IDEOGRAPHS):
        return IDEOGRAPH
    if character.isdigit():
        return DIGIT
    if category[0] in "LN":
        return LETTER
    return MARK if category[0] == "M" else OTHER


class Remembered(dict[int, str]):
    """A table for str.translate() that grows with the characters met: no table of all Unicode at the start.

    What has no meaning (unassigned, private, control, surrogates) isn't kept, so the table stays bounded.
    """

    def value_of(self, character: str) -> str:
        raise NotImplementedError

    def __missing__(self, code: int) -> str:
        character = chr(code)
        value = self.value_of(character)
        if unicodedata.category(character)[0] != "C":
            self[code] = value
        return value


class Shapes(Remembered):
    def value_of(self, character: str) -> str:
        return kind_of(character)


SHAPES = Shapes()


def shape(text: str) -> str:
    """The kinds of a text's characters, one for one: "HK$1,500" is LL.N,NNN."""
    return text.translate(SHAPES)
