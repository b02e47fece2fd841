"""How far a run is, for those who look on: files in its folder, which a trial does not take back.

The one who runs writes, the others read; they may be different processes, and neither asks the database.
"""

import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TypedDict

from django.conf import settings

from home.wordpress.models import ImportRun, RunState

FOLDER = "wordpress"
PROGRESS, STOP = "progress.json", "stop"
SECONDS_BETWEEN_BEATS = 5
# A machine that is busy may be late, but not as late as this.
SECONDS_WITHOUT_BEAT = 45
SECONDS_BETWEEN_WRITES = 1
Say = Callable[[str, int, int], None]


class Progress(TypedDict):
    """A step, and how much of it is done, of how much; 0 where nobody knows."""

    step: str
    done: int
    total: int


def private_folder(name: str) -> Path:
    """A folder of the import's own, beside the uploads of the site and never served."""
    folder = Path(settings.DATA_DIR) / FOLDER / name
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def private_file(path: Path) -> IO[str]:
    """Opens a new file, in the place of an older one, that its owner alone reads. Raises OSError."""
    path.unlink(missing_ok=True)
    return open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w")


def folder_of(run: ImportRun) -> Path:
    """Where a run keeps its progress and its report; it may be missing."""
    return Path(settings.DATA_DIR) / FOLDER / f"run-{run.pk}"


def progress_of(run: ImportRun) -> Progress | None:
    """How far it is; None where nobody has said anything yet."""
    try:
        found = json.loads((folder_of(run) / PROGRESS).read_text())
    except (OSError, ValueError):
        return None
    return Progress(step=found["step"], done=found["done"], total=found["total"])


def is_dead(run: ImportRun) -> bool:
    """Whether a run that should be running has given no sign of life for some time.

    One that waits for a worker may wait long.
    """
    is_queued = run.state == RunState.WAITING and settings.ENVIRONMENT.TASKS == "database"
    if is_queued or run.state not in (RunState.WAITING, RunState.RUNNING):
        return False
    try:
        beaten = (folder_of(run) / PROGRESS).stat().st_mtime
    except OSError:
        beaten = run.started_at.timestamp()
    return time.time() - beaten > SECONDS_WITHOUT_BEAT


def ask_to_stop(run: ImportRun) -> None:
    """Has a run end after the thing it is at."""
    (private_folder(f"run-{run.pk}") / STOP).touch()


def forget_stop(run: ImportRun) -> None:
    """Forgets that somebody asked, before it begins."""
    (folder_of(run) / STOP).unlink(missing_ok=True)


def is_asked_to_stop(run: ImportRun) -> bool:
    return (folder_of(run) / STOP).exists()


def forget(run: ImportRun) -> None:
    """Removes the folder of a run, with its report."""
    shutil.rmtree(folder_of(run), ignore_errors=True)


@contextmanager
def watched(run: ImportRun, say: Say) -> Iterator[Say]:
    """What is said goes on to `say`, and into the folder. Whoever asked it to stop is heard there.

    Saying something raises KeyboardInterrupt where somebody asked.
    """
    folder = private_folder(f"run-{run.pk}")
    stop, file = folder / STOP, folder / PROGRESS
    last: tuple[str, float] = ("", 0.0)

    def told(step: str, done: int, total: int) -> None:
        nonlocal last
        say(step, done, total)
        now = time.monotonic()
        if step != last[0] or done == total or now - last[1] > SECONDS_BETWEEN_WRITES:
            last = (step, now)
            _write(file, Progress(step=step, done=done, total=total))
        if stop.exists():
            raise KeyboardInterrupt

    _write(file, Progress(step="", done=0, total=0))
    is_over = threading.Event()
    beat = threading.Thread(target=_beat, args=(file, is_over), daemon=True)
    beat.start()
    try:
        yield told
    finally:
        is_over.set()
        beat.join()
        stop.unlink(missing_ok=True)


def _beat(file: Path, is_over: threading.Event) -> None:
    """One picture may take a minute: that somebody works at it shows all the same."""
    while not is_over.wait(SECONDS_BETWEEN_BEATS):
        with suppress(OSError):
            file.touch()


def _write(file: Path, progress: Progress) -> None:
    """Whole or not at all, for others read it at any moment. A full disk is for the import itself to tell."""
    with suppress(OSError):
        new = file.with_suffix(".new")
        new.write_text(json.dumps(progress))
        new.replace(file)
