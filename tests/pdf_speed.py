"""How fast PDFs with a text layer are read."""

import contextlib
import os
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, StringIO

from cms.media.pdf import child, reading
from tests import pdfs

PARAGRAPH = """We write for the members of the Refugee Union, people who have claimed
protection in Hong Kong and who wait, often for many years, for an an-
swer. While we wait we may not work. We live on what the department gives.
"""


@dataclass(frozen=True)
class Speed:
    """Milliseconds of the processor a page: of reading alone, and with the start of the child's process."""

    reading: float
    with_start: float


def speed(pages: int = 50, rounds: int = 7) -> Speed:
    """The median of several readings of one report of full pages (45 lines, 3,000 characters each)."""
    report = pdfs.pdf(*[PARAGRAPH * 15] * pages)

    def in_this_process() -> None:
        with contextlib.redirect_stdout(StringIO()):
            child.read(BytesIO(report), "en", 60)

    def in_the_child() -> None:
        found = reading.read(BytesIO(report), "en", 60)
        assert (len(found.pages), found.problem) == (pages, "")

    return Speed(_median(in_this_process, rounds) / pages, _median(in_the_child, rounds) / pages)


def _median(read: Callable[[], None], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        started = _processor()
        read()
        times.append((_processor() - started) * 1000)
    return statistics.median(times)


def _processor() -> float:
    """Seconds that this process and its children have used: no other program counts."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system
