"""Which languages are written in which script, and whose stems a word takes."""

# The first letter and the last of each script after folding, and the languages that have stems here.
# A word in a post of another script takes the first: Latin words in a Hindi post are mostly English.
SCRIPTS = (
    ("a", "z", ("en", "fr", "id", "fil", "so")),
    ("\u0600", "\u06ff", ("ar", "ur")),
    ("\u0900", "\u097f", ("hi", "ne")),
    ("\u0980", "\u09ff", ("bn",)),
    ("\u0a00", "\u0a7f", ("pa",)),
    ("\u0b80", "\u0bff", ("ta",)),
    ("\u0d80", "\u0dff", ("si",)),
)
WITHOUT_STEMS = ("zh-hant", "zh-hans")
KNOWN = {*WITHOUT_STEMS, *(language for *_, languages in SCRIPTS for language in languages)}


def languages_of(word: str, language: str | None) -> tuple[str, ...]:
    """The languages whose stems a folded word takes: one in a text, all of its script in a query (None).

    A language that isn't known here has no stems.
    """
    if language is not None and language not in KNOWN:
        return ()
    for first, last, languages in SCRIPTS:
        if first <= word[0] <= last:
            if language is None:
                return languages
            return (language,) if language in languages else languages[:1]
    return ()
