"""French before its stemmer."""

import unicodedata

FINAL_S = 4  # letters at least: in shorter words, as gaz and bus, it is seldom a plural


def french_spelling(word: str) -> str:
    """A word in lower case without accents and plural s: half of the readers type refugies for réfugiés."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    bare = bare.replace("œ", "oe")
    if bare.endswith("s") and len(bare) >= FINAL_S:
        bare = bare[:-1]
    return bare[:-1] if bare.endswith("ee") else bare  # réfugiée
