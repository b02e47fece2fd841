"""Stems by Snowball, of languages that it has a stemmer for."""

import threading
import unicodedata

import Stemmer

from search.analysis.characters import INVISIBLE
from search.analysis.english import english_spelling
from search.analysis.folding import fold
from search.analysis.french import french_spelling
from search.analysis.indic import devanagari_spelling
from search.analysis.indonesian import indonesian_spellings

STEMMERS = {
    "en": "english",
    "fr": "french",
    "hi": "hindi",
    "id": "indonesian",
    "ne": "nepali",
    "ta": "tamil",
}
# Where it often takes off what is no ending (குழந்தை), the whole word is a stem as well.
TAKES_TOO_MUCH = ("ne", "ta")
# Folded words whose stem would be another word's: petit, universe, loi.
OWN_STEMS = {
    "petition": "petition petitions petitioned petitioning petitioner petitioners petitionnaire",
    "loyer": "loyer loyers",
    "travail": "travail travaux",
    "united": "united",
    "university": "university universities",
    "universite": "universite universites",
}
OWN_STEM_OF = {form: stem for stem, forms in OWN_STEMS.items() for form in forms.split()}
AA = "\u093e"

_own = threading.local()


def _stemmer(language: str) -> Stemmer.Stemmer:
    """A stemmer of this thread alone: PyStemmer's must not be shared. Its own cache is off."""
    if not hasattr(_own, "stemmers"):
        _own.stemmers = {}
    if language not in _own.stemmers:
        _own.stemmers[language] = Stemmer.Stemmer(STEMMERS[language], 0)
    return _own.stemmers[language]


def snowball_stems(word: str, language: str) -> set[str]:
    """The folded stems of a word as it was written: Snowball needs the accents that folding takes away."""
    folded = fold(word)
    if own := OWN_STEM_OF.get(folded):
        return {own}
    written = unicodedata.normalize("NFKC", word.translate(INVISIBLE)).lower()
    stems = {_stem(spelling, language) for spelling in _spellings(written, language)}
    return stems | {folded} if language in TAKES_TOO_MUCH else stems


def _spellings(word: str, language: str) -> set[str]:
    match language:
        case "en":
            return {english_spelling(word)}
        case "fr":
            return {french_spelling(word)}
        case "id":
            return indonesian_spellings(word)
        case "hi" | "ne":
            return {devanagari_spelling(word)}
    return {word}


def _stem(word: str, language: str) -> str:
    stem = fold(_stemmer(language).stemWord(word))
    if language == "en" and stem.endswith("ll"):
        return stem[:-1]  # travelling, traveling
    # Hindi verbs are cut down to one letter: खाने; and short nouns to others: कला, कल.
    is_cut = len(stem) < 2 or (language in ("hi", "ne") and len(stem) == 2 and word.endswith(AA))
    return fold(word) if is_cut else stem
