"""Indonesian before its stemmer."""

import re

# The stemmer takes per- off perumahan; the root's own r is lost with it: rumah.
BEFORE_R = re.compile("[bpt]e(?=r[aeiou])")


def indonesian_spellings(word: str) -> set[str]:
    """A word in lower case, and what is left if the r after its prefix is the root's."""
    return {word, BEFORE_R.sub("", word, count=1)} if BEFORE_R.match(word) else {word}
