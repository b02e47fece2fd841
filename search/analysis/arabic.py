"""Light stems of Arabic, after light10 (Larkey, Ballesteros and Connell 2007), and its broken plurals."""

import re

from search.analysis.affixes import without_prefix, without_suffix

ARTICLES = ("ولل", "وال", "بال", "كال", "فال", "لل", "ال")
SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي", "ا")

# Plurals that change the word within: their pattern, and the singular's. C is a consonant.
# Patterns that are as often a singular (دخول, كتاب) are left out.
BROKEN_PLURALS = tuple(
    (re.compile(plural.replace("C", "([^اويه])").replace("D", "([^اوه])")), singular)
    for plural, singular in (
        (r"اCCاC", r"\1\2\3"),  # أطفال: طفل
        (r"مCاCC", r"م\1\2\3"),  # مدارس: مدرسة
        (r"مCاCيC", r"م\1\2و\3"),  # مشاريع: مشروع
        (r"تCاCيC", r"ت\1\2ي\3"),  # تصاريح: تصريح
        (r"([^اه])CايC", r"\1\2ي\3"),  # عرائض: عريضة
        (r"CواDC", r"\1ا\2\3"),  # شوارع: شارع
        (r"CواCيC", r"\1ا\2و\3"),  # قوانين: قانون
        (r"CCCاء", r"\1\2ي\3"),  # شركاء: شريك
        (r"اCCCاء", r"\1\2ي\3"),  # أصدقاء: صديق
    )
)


def singular(word: str) -> str:
    for plural, replacement in BROKEN_PLURALS:
        if match := plural.fullmatch(word):
            return match.expand(replacement)
    return word


def arabic_stems(word: str) -> set[str]:
    """The stems that a folded word may have."""
    bare = {without_prefix(word, ARTICLES)}
    if word.startswith("لل"):
        bare.add(word[1:])  # للاجئين holds لاجئين, whose own lam is written once
    if len(word) > 3 and word.startswith("و"):
        bare.add(without_prefix(word, "و"))  # "and", or a letter of the word: وثيقة
    return {without_suffix(singular(form), SUFFIXES, leaving=3, many=True) for form in bare}


def without_article(word: str) -> str:
    """A folded word without its article, for those who begin to type the bare one: لاج finds اللاجئين."""
    return re.sub("^[وبكف]?ال(?=..)|^لل(?=..)", "", word)
