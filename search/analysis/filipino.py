"""Light stems of Filipino: affixes stand before, in and after the root, whose beginning may be doubled."""

import re

from search.analysis.affixes import without_suffix

CONSONANT = "[b-df-hj-np-tv-z]"
PREFIX = re.compile(
    r"(?:nakikipag|makikipag|nakapag|makapag|ipinag|nagpapa|magpapa|pinag|ipag|nag|mag|pag)(?=\w{4})"
)
# The g of nagugutom is the root's: gutom.
PREFIX_BEFORE_G = re.compile(r"[nmp]a(?=g[aeiou]\w{3})")
INFIX = re.compile(rf"^({CONSONANT})(?:um|in)(?=[aeiou]\w{{2}})")
DOUBLED = re.compile(rf"^({CONSONANT}?)([aeiou])(?=\1[lrwy]?\2\w{{2}})")
ENDINGS = ("han", "hin", "ng", "an", "in")


def filipino_stems(word: str) -> set[str]:
    """The stems that a folded word may have: tulong, tumulong, tulungan and nagtutulong meet.

    In stems o and u are one, e and i too: they change with the endings.
    """
    roots = {PREFIX.sub("", word, count=1)}
    if PREFIX_BEFORE_G.match(word):
        roots.add(word[2:])
    roots = {DOUBLED.sub("", INFIX.sub(r"\1", root)) for root in roots}
    stems = roots | {without_suffix(root, ENDINGS, leaving=4) for root in roots}
    return {stem.replace("o", "u").replace("e", "i") for stem in stems}
