"""Signs of the Indic scripts become letters: unicode61 of SQLite splits words at signs, PostgreSQL does too.

A vowel sign becomes the vowel's letter, a nasal sign a nasal letter; virama, nukta and visarga go.
So हिंदी = हिन्दी and ज़मानत = जमानत, but कल and कला stay two words.
"""

import re

# Devanagari to Malayalam share one layout of 128 places: 0x3E to 0x4C are the vowel signs in the order of the
# vowels from 0x06 on, 0x01 and 0x02 the nasal signs, 0x28 the letter NA.
SHARED_LAYOUT = range(0x0900, 0x0D80)
VOWEL_SIGNS = range(0x3E, 0x4D)
FROM_SIGN_TO_VOWEL = 0x38
NASAL_SIGNS = (0x01, 0x02)
NA = 0x28

# Where a script leaves the layout, or spells one sound in two ways.
EXCEPTIONS = {
    **dict(zip("\u0911\u0949\u090d\u0945", "आआएए", strict=True)),  # डॉक्टर = डाक्टर
    "\u0981": "",  # চাঁদ = চাদ
    "\u0982": "ঙ",  # বাংলা = বাঙলা
    "\u09ce": "ত",
    "\u0a70": "ਨ",  # tippi and bindi are one sound
    # Sinhala
    "\u0d82": "ඞ",
    **dict(
        zip(
            "\u0dcf\u0dd0\u0dd1\u0dd2\u0dd3\u0dd4\u0dd6\u0dd8\u0dd9\u0ddb\u0ddf\u0df2\u0df3",
            "ආඇඈඉඊඋඌඍඑඓඏඎඐ",
            strict=True,
        )
    ),
}


def sign_as_letter(character: str) -> str | None:
    """The letter that stands for an Indic sign; None for any other character."""
    if character in EXCEPTIONS:
        return EXCEPTIONS[character]
    code = ord(character)
    if code not in SHARED_LAYOUT:
        return None
    block, place = code & ~0x7F, code & 0x7F
    if place in VOWEL_SIGNS:
        return chr(code - FROM_SIGN_TO_VOWEL)
    return chr(block + NA) if place in NASAL_SIGNS else None


# सम्बन्ध = संबंध, सङ्घ = संघ: a nasal before a consonant of its own row may be written as a dot.
NASAL = re.compile("ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])")
# गये = गए, नयी = नई
GLIDE = re.compile("(?<=[\u0905-\u0939\u093e-\u094c])य([\u0940\u0947])")
VOWEL_AFTER_GLIDE = {"\u0940": "ई", "\u0947": "ए"}
NUKTA = "\u093c"


def devanagari_spelling(word: str) -> str:
    """A word of Hindi or Nepali in the one of its usual spellings that the others are brought to."""
    word = NASAL.sub("\u0902", word.replace(NUKTA, ""))
    return GLIDE.sub(lambda match: VOWEL_AFTER_GLIDE[match[1]], word)
