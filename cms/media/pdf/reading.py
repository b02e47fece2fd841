"""Starts the child that reads a PDF, ends it where it goes on for too long, and keeps what it said."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[3]
# Tesseract reads Chinese and English in 300 MB, PDFium a page of large pictures in as much.
MEGABYTES = 1024
# The child ends by itself in time, unless a single page holds it.
GRACE = 2
MOST_PAGES_THAT_ONE_MAY_CLAIM = 10_000_000
# The server's secrets are not the child's: it gets these variables and no other.
VARIABLES = ("PATH", "TESSDATA_PREFIX")


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
    with contextlib.ExitStack() as stack:
        said = stack.enter_context(tempfile.TemporaryFile())
        arguments = (language, str(seconds), str(megabytes))
        is_late = _run(arguments, stack.enter_context(_seekable(file)), said, seconds + GRACE)
        said.seek(0)
        reading = _kept(said)
    if is_late:
        reading.problem = "time"
    return reading


def _run(arguments: tuple[str, ...], file: IO[bytes], said: IO[bytes], seconds: int) -> bool:
    """Runs the child to its end; whether it had to be ended. What it started ends with it."""
    child = subprocess.Popen(  # noqa: S603  # our own interpreter with our own module
        [sys.executable, "-m", "cms.media.pdf.child", *arguments],
        stdin=file,
        stdout=said,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=_environment(),
        start_new_session=True,
    )
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        return True
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    return False


def _environment() -> dict[str, str]:
    """One thread: recognition with more is slower where others use the processor too."""
    passed = {name: os.environ[name] for name in VARIABLES if name in os.environ}
    return {**passed, "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "PYTHONDONTWRITEBYTECODE": "1"}


@contextlib.contextmanager
def _seekable(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """The file as the child's standard input; a copy where it is not on this disk."""
    try:
        os.lseek(file.fileno(), 0, os.SEEK_SET)
    except (AttributeError, OSError):
        file.seek(0)
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(file, copy)
            copy.flush()
            os.lseek(copy.fileno(), 0, os.SEEK_SET)
            yield copy
    else:
        yield file


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
