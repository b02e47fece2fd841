"""Folding: spellings that readers take for one word become one, and only letters and digits are left."""

import unicodedata
from typing import Literal

from search.analysis.characters import IDEOGRAPH, Remembered, kind_of
from search.analysis.chinese import simplified_forms
from search.analysis.indic import devanagari_spelling, sign_as_letter

MAX_LENGTH = 64  # of a token

# Letters that Unicode doesn't take apart itself, as it does é and أ.
LETTERS = {
    **dict(zip("æœøđðłıħŧþ", ("ae", "oe", "o", "d", "d", "l", "i", "h", "t", "th"), strict=True)),
    # Arabic and Urdu keyboards have letters of their own for the same sounds.
    **dict(zip("ٱىیکڪہھەةۃ", "اييككههههه", strict=True)),
    "ـ": "",  # tatweel only stretches a word
}


def known_to_all_engines(character: str) -> bool:
    """Whether it was a letter in 2002 already: unicode61 of SQLite knows the signs of 2012 and none after.

    PostgreSQL takes numerals such as ௰ for signs.
    """
    category = unicodedata.ucd_3_2_0.category(character)
    return category[0] == "L" or category == "Nl"


def folded_letter(character: str) -> str:
    """One character, already taken apart and in lower case."""
    if character in LETTERS:
        return LETTERS[character]
    if (letter := sign_as_letter(character)) is not None:
        return letter
    if kind_of(character) == IDEOGRAPH:
        character = simplified_forms().get(character, character)
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    category = unicodedata.category(character)
    if category[0] not in "LN" or "\u02b9" <= character <= "\u02df":
        return ""
    return character if known_to_all_engines(character) else f"x{ord(character):x}"


class Folding(Remembered):
    def value_of(self, character: str) -> str:
        # Hangul and kana stay whole.
        form: Literal["NFKC", "NFKD"] = "NFKC" if kind_of(character) == IDEOGRAPH else "NFKD"
        lower = unicodedata.normalize(form, character).casefold().lower()
        return "".join(map(folded_letter, unicodedata.normalize(form, lower)))


FOLDING = Folding()


def fold(word: str) -> str:
    """A word without case, accents and marks, with one form for each letter and digit.

    Gives letters and digits only, at most MAX_LENGTH of them; empty where the word has none.
    """
    if "\u0900" <= word[:1] <= "\u097f":
        word = devanagari_spelling(unicodedata.normalize("NFC", word))
    return word.translate(FOLDING)[:MAX_LENGTH]


def fold_run(run: str) -> list[str]:
    """Each ideograph of a run by itself."""
    return [FOLDING[ord(character)] for character in run]
