"""Has a PDF read by the child, and keeps what it said."""

import json
from dataclasses import dataclass, field
from typing import IO, Any

from cms.media.children import said_by

# Tesseract reads Chinese and English in 300 MB, PDFium a page of large pictures in as much.
MEGABYTES = 1024
# The child ends by itself in time, unless a single page holds it.
GRACE = 2
MOST_PAGES_THAT_ONE_MAY_CLAIM = 10_000_000


@dataclass(frozen=True)
class PageText:
    """One page; is_ocr where a machine read it from a picture, is_done where nothing waits to be read."""

    text: str
    is_ocr: bool
    is_done: bool


@dataclass
class Reading:
    """What could be read: the pages by their numbers from 1, how many there are, and the problem.

    `problem` is empty, or password, damaged, stopped, time, long, no_ocr or no_language.
    """

    page_count: int | None = None
    pages: dict[int, PageText] = field(default_factory=dict)
    problem: str = "stopped"


def read(file: IO[bytes], language: str, seconds: int, megabytes: int = MEGABYTES) -> Reading:
    """Reads a PDF of any storage in at most `seconds` and two more; never raises because of the file."""
    arguments = (language, str(seconds), str(megabytes))
    with said_by("cms.media.pdf.child", arguments, file, seconds + GRACE) as (said, is_late):
        reading = _kept(said)
    if is_late:
        reading.problem = "time"
    return reading


def _kept(said: IO[bytes]) -> Reading:
    """The child's lines; the last may have broken off."""
    reading = Reading()
    for raw in said:
        try:
            line: dict[str, Any] = json.loads(raw)
        except ValueError:
            break
        if "number" in line:
            number = int(line.pop("number"))
            reading.pages[number] = PageText(**line)
        elif "pages" in line:
            reading.page_count = min(int(line["pages"]), MOST_PAGES_THAT_ONE_MAY_CLAIM)
        else:
            reading.problem = str(line["end"])
    return reading
