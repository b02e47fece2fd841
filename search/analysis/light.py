"""Light stems: the commonest endings of languages that have no Snowball stemmer, longest first.

They make a noun's cases and numbers meet and let derivations be. An ending may be part of the word
(খাবার ends like a genitive), so the whole word is a stem as well.
"""

from collections.abc import Callable

from search.analysis.affixes import without_suffix
from search.analysis.arabic import arabic_stems
from search.analysis.filipino import filipino_stems
from search.analysis.folding import fold

# A folded word to the stems that it may have.
LightStemmer = Callable[[str], set[str]]
VOWELS = "aeiou"


def without_ending(endings: str, *, leaving: int) -> Callable[[str], str]:
    """A function that takes one ending off a folded word, so that `leaving` letters are left at least.

    The endings are written as in the language: in Indic scripts a vowel's sign and letter are one.
    """
    folded = sorted({fold(ending) for ending in endings.split()}, key=lambda ending: (-len(ending), ending))
    return lambda word: without_suffix(word, folded, leaving=leaving)


def by_endings(endings: str, *, leaving: int) -> LightStemmer:
    bare = without_ending(endings, leaving=leaving)
    return lambda word: {word, bare(word)}


_without_plural = without_ending("یوں یاں ؤں وں یں ات ئے ے", leaving=2)
_without_he = without_ending("ہ", leaving=2)
_without_vowel = without_ending("ی ا", leaving=3)


def urdu_stems(word: str) -> set[str]:
    """بچہ, بچے and بچوں meet; so do درخواست and درخواستیں."""
    stem = _without_plural(word)
    if stem == word:
        stem = _without_vowel(_without_he(word))
    return {stem.rstrip("ي") if len(stem) > 3 else stem}


_without_article = without_ending(
    """
    yaasha yaashii yada yadii yaal oyinka oyinkii oyin kii gii hii tii dii shii
    kan gan tan dan ka ga ha ta da sha ku gu hu tu du shu
    """,
    leaving=4,
)


def somali_stems(word: str) -> set[str]:
    """qaxooti and qaxootiga meet, shaqo and shaqada too, whose vowel changes before the article."""
    bare = _without_article(word)
    return {word, bare, bare[:-1] if len(bare) > 4 and bare[-1] in VOWELS else bare}


LIGHT_STEMMERS: dict[str, LightStemmer] = {
    "ar": arabic_stems,
    "ur": urdu_stems,
    "bn": by_endings(
        """
        গুলোকে গুলোর গুলোতে গুলো গুলির গুলি গুলা য়েদের দেরকে দের য়েরা েরা রা কে য়ের ের র
        য়েতে েতে তে টিকে টির টি টাকে টার টা খানা য় ে
        """,
        leaving=2,
    ),
    "pa": by_endings("ੀਆਂ ਿਆਂ ਇਆਂ ਾਂ ਆਂ ੋਂ ੀਏ ੀਓ ਿਓ ਇਆ ਆ ਏ ਾ ੇ ੀ", leaving=2),
    "si": by_endings(
        """
        යින්ගේ යන්ගේ යින්ට යන්ට වරුන්ගේ වරුන්ට වරුන් වරු වලින් වලට වල යින් යන් න්ගේ න්ට න්
        යෝ යාගේ යාට යා යක් යට යේ ගේ ක් ට ය ව
        """,
        leaving=2,
    ),
    "so": somali_stems,
    "fil": filipino_stems,
}
