"""English before its stemmer: British and American spelling meet, and so do irregular forms."""

import re

SPELLINGS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"iz(?=(?:e[drs]?|ers|ing|ations?|ational)$)", "is"),  # organize, organization
        (r"yz(?=(?:e[drs]?|ing)$)", "ys"),  # analyze
        (r"(?<=[a-z]{3})our(?=(?:s|ed|ing|ers?|able|ably|al|hoods?|ite|ites|ful)?$)", "or"),  # labour
        (r"(?<=[a-z]{2}t)re(?=s?$)", "er"),  # centre
        (r"(?<=[a-z]{2}og)ue(?=s?$)", ""),  # dialogue
        (r"(?<=licen|defen|offen|reten)c(?=es?$)", "s"),
        (r"(?<=progra)mme(?=s?$)", "m"),
        (r"(?<=dg)e(?=ments?$)", ""),  # judgement
    )
)
IRREGULAR = {
    form: base
    for base, forms in {
        "bring": "brought",
        "buy": "bought",
        "child": "children",
        "choose": "chose chosen",
        "eat": "ate eaten",
        "fall": "fell fallen",
        "fight": "fought",
        "find": "found",
        "flee": "fled",
        "foot": "feet",
        "forget": "forgot forgotten",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone",
        "grow": "grew grown",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "lose": "lost",
        "make": "made",
        "man": "men",
        "meet": "met",
        "pay": "paid",
        "sell": "sold",
        "send": "sent",
        "sleep": "slept",
        "speak": "spoke spoken",
        "spend": "spent",
        "steal": "stole stolen",
        "swim": "swam swum",
        "take": "took taken",
        "teach": "taught",
        "tell": "told",
        "think": "thought",
        "tooth": "teeth",
        "wear": "wore worn",
        "wife": "wives",
        "win": "won",
        "woman": "women",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}


def english_spelling(word: str) -> str:
    """A word in lower case as the stemmer is to see it."""
    for pattern, replacement in SPELLINGS:
        word = pattern.sub(replacement, word)
    return IRREGULAR.get(word, word)
