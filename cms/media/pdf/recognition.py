"""Reads pages that are pictures, with tesseract where the machine has it. Runs in the child."""

import csv
import math
import shutil
import subprocess
from collections.abc import Iterator
from functools import reduce
from itertools import groupby
from operator import itemgetter

import pypdfium2

from cms.media.pdf.words import joined, letters

PROGRAM = "tesseract"
DOTS_PER_INCH = 200
# An A3 page at that resolution has 7.7 million; what is larger is drawn smaller.
MOST_PIXELS = 12_000_000
# Percent. Printed pages have above 90, poor scans too; Nastaliq, handwriting, photographs and the wrong
# language below 55. What is guessed there would put wrong words into the union's mouth.
FEWEST_SURE = 70
FEWEST_LETTERS = 10
# The site's codes of languages to tesseract's.
CODES = {
    "en": "eng",
    "zh-hant": "chi_tra",
    "zh-hans": "chi_sim",
    "ur": "urd",
    "pa": "pan",
    "hi": "hin",
    "bn": "ben",
    "ta": "tam",
    "si": "sin",
    "ne": "nep",
    "id": "ind",
    "fil": "fil",
    "fr": "fra",
    "ar": "ara",
}
# Their letters are those of English, which reads them nearly as well.
LATIN = {"", "en", "id", "fil", "fr", "so"}
# Beside English they are mistaken for it.
ALONE = {"ur", "ar"}


def program() -> str | None:
    """Where tesseract is, or None."""
    return shutil.which(PROGRAM)


def languages_for(language: str, installed: set[str]) -> str:
    """What tesseract is asked for: the document's language and English. Empty where it cannot read it."""
    own = CODES.get(language, "eng")
    if own not in installed and language not in LATIN:
        return ""
    wanted = (own,) if language in ALONE else (own, "eng")
    return "+".join(code for code in dict.fromkeys(wanted) if code in installed)


def installed_languages(tesseract: str) -> set[str]:
    """The codes that this tesseract has data for."""
    command = [tesseract, "--list-langs"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # by its path
    return set(listed.stdout.split("\n")[1:])


def recognised(page: pypdfium2.PdfPage, tesseract: str, languages: str, seconds: float) -> str:
    """The text of a page that is a picture, in lines, with a gap between paragraphs; empty where it is none.

    Raises subprocess.TimeoutExpired after `seconds`.
    """
    command = [tesseract, "stdin", "stdout", "--dpi", str(DOTS_PER_INCH), "-l", languages, "tsv"]
    done = subprocess.run(  # noqa: S603  # by its path, with our own arguments
        command, input=_picture(page), capture_output=True, timeout=seconds, check=False
    )
    rows = list(csv.DictReader(done.stdout.decode(errors="replace").splitlines(), delimiter="\t", quoting=3))
    words = [row for row in rows if row["level"] == "5" and (row["text"] or "").strip()]
    text = "\n\n".join(_paragraphs(words))
    weights = [len(row["text"]) for row in words]
    sure = sum(float(row["conf"]) * weight for row, weight in zip(words, weights, strict=True))
    is_text = letters(text) >= FEWEST_LETTERS and sure >= FEWEST_SURE * sum(weights)
    return text if is_text else ""


def _paragraphs(words: list[dict[str, str]]) -> Iterator[str]:
    for _, paragraph in groupby(words, key=itemgetter("block_num", "par_num")):
        lines = groupby(paragraph, key=itemgetter("line_num"))
        yield "\n".join(reduce(joined, (row["text"].strip() for row in line)) for _, line in lines)


def _picture(page: pypdfium2.PdfPage) -> bytes:
    """The page in grey, as a PGM file."""
    width, height = (max(side, 1) for side in page.get_size())
    scale = min(DOTS_PER_INCH / 72, math.sqrt(MOST_PIXELS / (width * height)))
    bitmap = page.render(scale=scale, grayscale=True)
    pixels = bytes(bitmap.buffer)
    rows = (pixels[start : start + bitmap.width] for start in range(0, len(pixels), bitmap.stride))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
