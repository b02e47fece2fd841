"""What stands on a page, as text that people and search can read: whole letters, whole paragraphs."""

import re
import unicodedata

# Letters as fonts draw them: Arabic shapes, Latin ligatures, radicals and twins of Chinese characters.
FORMS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufdff\ufe70-\ufefc]+")
# PDFium's marks of a word that a line divides, and the soft hyphen.
DIVIDED = "\x02\ufffe\u00ad"
# No letter: control characters, halves of a pair, and what turns the direction of others round.
DIVISION = re.compile(f"[{DIVIDED}](?=[^\\s])")
UNSEEN = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f{DIVIDED}\u202a-\u202e\u2066-\u2069\ufeff\uffff\ud800-\udfff]"
)
LINE_BREAKS = re.compile("\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
NO_LETTERS = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
)
BULLET = re.compile(
    r"(?:[•◦▪■●○\u2023\u2043\uf0b7*–—-]|\(?[\w]{1,3}[.)、）])\s|[一二三四五六七八九十]{1,3}、"
)
SENTENCE_ENDS = (".", "!", "?", ":", "。", "！", "？", "：", "؟", "۔", "।")
LONE_LETTERS = re.compile("(?<![^\r\n])[\u0620-\u06d3]{1,2}(?![^\r\n])")
# These two letters only end a word: many that begin one were stored in the order of the eye, backwards.
ENDING = re.compile("[\u0620-\u06d3][\u0629\u0649](?![\u0620-\u06d3])")
ENDING_AT_THE_BEGINNING = re.compile("(?<![\u0620-\u06d3])[\u0629\u0649][\u0620-\u06d3]")
FEWEST_LETTERS = 25
MANY_LINES = 20
# A line shorter than this part of the longest ones ends its paragraph.
SHORT, SHORT_AFTER_A_SENTENCE = 0.75, 0.92
# Lines of a table or a form; they stay as they are.
NARROW = 24


def letters(text: str) -> int:
    """How many characters of a text are letters."""
    return sum(map(str.isalpha, text))


def is_poor(text: str) -> bool:
    """Whether a page's text layer is missing or says nothing."""
    return letters(text) < FEWEST_LETTERS or is_garbled(text)


def is_garbled(text: str) -> bool:
    """Whether a text layer is none: signs that only its font knows, letters each on a line of its own,
    or Arabic words backwards.

    The second is what Nastaliq fonts leave of Urdu, whose letters stand above each other; the third is
    what browsers print.
    """
    backwards = len(ENDING_AT_THE_BEGINNING.findall(text))
    if backwards > 1 and backwards * 2 > len(ENDING.findall(text)):
        return True
    is_secret = len(NO_LETTERS.findall(text)) * 2 > letters(text)
    return is_secret or len(LONE_LETTERS.findall(text)) * 3 > len(LINE_BREAKS.findall(text)) > MANY_LINES


def readable(text: str) -> str:
    """A page's text with one line for each paragraph, without what no font can show."""
    text = DIVISION.sub("\\g<0>\n", text)  # a line ended there
    text = FORMS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    lines = [SPACES.sub(" ", line).strip(" ") for line in LINE_BREAKS.split(text)]
    joined = "\n".join(_paragraphs(lines))
    return unicodedata.normalize("NFC", UNSEEN.sub("", joined)).strip()


def joined(before: str, after: str) -> str:
    """Two pieces of one paragraph. Between Chinese characters there is no space."""
    if before[-1:] in DIVIDED or (WIDE.match(before[-1:]) and WIDE.match(after)):
        return before + after
    return f"{before} {after}"


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines put together where the writer's text went on; a short line, a bullet, a gap begin anew."""
    widths = [len(line) + len(WIDE.findall(line)) for line in lines]
    filled = sorted(width for width in widths if width)
    full = filled[int(len(filled) * 0.9)] if filled else 0
    found: list[str] = []
    goes_on = False
    for line, width in zip(lines, widths, strict=True):
        if goes_on and line and not BULLET.match(line):
            found[-1] = joined(found[-1], line)
        elif line:
            found.append(line)
        share = SHORT_AFTER_A_SENTENCE if line.endswith(SENTENCE_ENDS) else SHORT
        goes_on = full > NARROW and width >= full * share
        goes_on = goes_on or line[-1:] in [*DIVIDED]
    return found
