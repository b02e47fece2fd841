"""Chinese characters: traditional, Hong Kong, Taiwan and simplified forms become one."""

from functools import cache

import opencc

IDEOGRAPHS = [chr(code) for code in range(0x3400, 0xA000)]


def _converted(name: str) -> list[str]:
    """Each ideograph by a conversion of OpenCC: on lines of their own they make no phrases."""
    converted: str = opencc.OpenCC(name).convert("\n".join(IDEOGRAPHS))
    return converted.split("\n")


@cache
def simplified_forms() -> dict[str, str]:
    """The simplified form that the variants of a character share, for each that has another form itself.

    衛, 衞 and 卫 become 卫. Where one traditional character has several simplified ones, OpenCC's
    first stands for all, in the text and in the query alike. Made once, at the first Chinese word.
    """
    forms = {}
    # 衞 is known to hk2s alone, 著 to tw2s alone.
    for name in ("tw2s", "hk2s", "t2s"):
        for character, form in zip(IDEOGRAPHS, _converted(name), strict=True):
            if form != character and len(form) == 1:
                forms[character] = form
    return forms
