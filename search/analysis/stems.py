"""Stems: petition, petitions and petitioning meet in one."""

from search.analysis.folding import MAX_LENGTH, fold
from search.analysis.languages import languages_of
from search.analysis.light import LIGHT_STEMMERS
from search.analysis.snowball import snowball_stems

# A letter of none of the languages; every engine takes it for a letter. It keeps stems apart from words.
MARK = "\u01c2"  # ǂ
# Their stems are marked twice, as mitǂidǂ: to them a permit is a kind of mit. English and French
# share theirs, so that petitions and pétition meet.
APART = ("id", "fil", "so")
MAX_STEM = MAX_LENGTH - 6  # with its marks it is a token too


def stems_of(word: str, language: str | None) -> set[str]:
    """The marked stems of a word: of one language in a text, of all of its script in a query (None).

    "petitions" in English gives petitionǂ.
    """
    folded = fold(word)
    codes = languages_of(folded, language) if folded else ()
    return {_marked(stem, code) for code in codes for stem in _stems(word, folded, code)}


def _stems(word: str, folded: str, language: str) -> set[str]:
    if light := LIGHT_STEMMERS.get(language):
        return light(folded)
    return snowball_stems(word, language)


def _marked(stem: str, language: str) -> str:
    apart = f"{language}{MARK}" if language in APART else ""
    return f"{stem[:MAX_STEM]}{MARK}{apart}"
