"""The child process: reads one PDF from its standard input, and says what it found in lines of JSON.

First {"pages": 7}; for each page {"number": 3, "text": "...", "is_ocr": false, "is_done": true}, and once
more for a page that is read as a picture; at last {"end": ""}, or the problem. Each line leaves at once, so
that what was read before a limit struck is kept.
"""

import json
import subprocess
import sys
import time
from typing import Any, BinaryIO

from cms.media.children import limit

MOST_PAGES = 1_000
MOST_CHARACTERS = 400_000
# What may be written: the texts twice, a character as at most four bytes, and some to spare.
MOST_BYTES = 8 * 1024 * 1024
PASSWORD_ERRORS = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


def read(file: BinaryIO, language: str, seconds: int) -> str:
    """Says every page of a PDF; gives the problem, or nothing."""
    import pypdfium2  # under the limits

    until = time.monotonic() + seconds
    try:
        pdf = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        return "password" if error.err_code in PASSWORD_ERRORS else "damaged"
    _say(pages=len(pdf))
    pictures: dict[int, str] = {}
    room = MOST_CHARACTERS
    problem = "long" if len(pdf) > MOST_PAGES else ""
    for number in range(1, min(len(pdf), MOST_PAGES) + 1):
        if time.monotonic() > until:
            return "time"
        if room <= 0:
            problem = "long"
            break
        text, is_picture = _layer(pdf, number, room)
        room -= len(text)
        if is_picture:
            pictures[number] = text
        _say(number=number, text=text, is_ocr=False, is_done=not is_picture)
    return (pictures and _read_pictures(pdf, pictures, language, until, room)) or problem


def _say(**line: Any) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _layer(pdf: Any, number: int, room: int) -> tuple[str, bool]:
    """The text that a page holds, and whether it should be read as a picture instead."""
    from pypdfium2 import PdfiumError

    from cms.media.pdf.words import is_garbled, is_poor, readable

    try:
        page = pdf[number - 1]
        raw = page.get_textpage().get_text_bounded()[: 2 * room]
        is_picture = is_poor(raw) and next(page.get_objects(max_depth=1), None) is not None
        page.close()
    except PdfiumError:  # this page is damaged; others may not be
        return "", False
    return "" if is_garbled(raw) else readable(raw)[:room], is_picture


def _read_pictures(pdf: Any, layers: dict[int, str], language: str, until: float, room: int) -> str:
    """Says the pages that are pictures, with what they held already; gives the problem, or nothing."""
    from cms.media.pdf import recognition
    from cms.media.pdf.words import letters, readable

    tesseract = recognition.program()
    if not tesseract:
        return "no_ocr"
    languages = recognition.languages_for(language, recognition.installed_languages(tesseract))
    if not languages:
        return "no_language"
    for number, layer in layers.items():
        seconds = until - time.monotonic()
        try:
            found = recognition.recognised(pdf[number - 1], tesseract, languages, max(seconds, 0.1))
        except subprocess.TimeoutExpired:
            return "time"
        text = readable(found)[:room]
        is_ocr = letters(text) > letters(layer)
        room -= len(text) * is_ocr
        _say(number=number, text=text if is_ocr else layer, is_ocr=is_ocr, is_done=True)
    return ""


def main(language: str, seconds: str, megabytes: str) -> None:
    limit(int(seconds), int(megabytes), MOST_BYTES)
    try:
        _say(end=read(sys.stdin.buffer, language, int(seconds)))
    except MemoryError:
        _say(end="stopped")


if __name__ == "__main__":
    main(*sys.argv[1:])
