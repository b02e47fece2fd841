"""The language of words by the script that they are written in.

Only a script that the page's own language does not use tells anything; between languages of one script
the letters and little words of the likelier one decide.
"""

import re

from home.wordpress.bodies.ideographs import SIMPLIFIED, TRADITIONAL

LATIN = "latin"
HAN = "han"
# Words of Latin letters count as words, ideographs one by one.
SCRIPTS = {
    LATIN: re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*"),
    HAN: re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"),
    "arabic": re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+"),
    "devanagari": re.compile(r"[\u0900-\u097f]+"),
    "bengali": re.compile(r"[\u0980-\u09ff]+"),
    "gurmukhi": re.compile(r"[\u0a00-\u0a7f]+"),
    "tamil": re.compile(r"[\u0b80-\u0bff]+"),
    "sinhala": re.compile(r"[\u0d80-\u0dff]+"),
}
SCRIPT_OF = {
    "zh-hant": HAN,
    "zh-hans": HAN,
    "ur": "arabic",
    "ar": "arabic",
    "hi": "devanagari",
    "ne": "devanagari",
    "bn": "bengali",
    "pa": "gurmukhi",
    "ta": "tamil",
    "si": "sinhala",
}
URDU = re.compile(r"[ٹڈڑںےہھگچپکی]")
NEPALI = re.compile(r"छ|हरू|गर्न|भएको")
ADDRESS = re.compile(r"(?:https?://|www\.|\b[\w.+-]{1,64}@)[!-~]+", re.ASCII)
BEYOND_LATIN = re.compile(r"[\u0600-\u1fff\u2e80-\uffff]")


def language_of(text: str, of_the_page: str) -> str | None:
    """The language where it is another than the page's, "" where it is the same, None where nothing tells.

    Some words of another language inside a text do not change it.
    """
    own = SCRIPT_OF.get(of_the_page, LATIN)
    if own == LATIN and not BEYOND_LATIN.search(text):
        return "" if SCRIPTS[LATIN].search(text) else None
    text = ADDRESS.sub(" ", text)
    counts = {name: len(pattern.findall(text)) for name, pattern in SCRIPTS.items()}
    script = max(counts, key=lambda name: counts[name] / (2 if name == HAN else 1))
    if not counts[script]:
        return None
    if script == own or counts[own] * 2 >= counts[script] / (2 if script == HAN else 1):
        language = _language(script, text, of_the_page) if own == script == HAN else of_the_page
        return "" if language == of_the_page else language
    return _language(script, text, of_the_page)


def _language(script: str, text: str, of_the_page: str) -> str:
    match script:
        case "latin":
            return "en"
        case "han":
            return _chinese(text, of_the_page)
        case "arabic":
            return "ur" if URDU.search(text) else "ar"
        case "devanagari":
            return "ne" if NEPALI.search(text) else "hi"
    return next(language for language, of in SCRIPT_OF.items() if of == script)


def _chinese(text: str, of_the_page: str) -> str:
    balance = sum((sign in TRADITIONAL) - (sign in SIMPLIFIED) for sign in text)
    if balance == 0:
        return "zh-hans" if of_the_page == "zh-hans" else "zh-hant"
    return "zh-hant" if balance > 0 else "zh-hans"
