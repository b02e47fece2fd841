"""Child processes that take hostile files apart: with limits, and without the server's secrets."""

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
# The server's secrets are not the child's: it gets these variables and no other.
VARIABLES = ("PATH", "TESSDATA_PREFIX")


def limit(seconds: int, megabytes: int, most_bytes: int) -> None:
    """Called by the child: takes away what a hostile file could use, memory, the processor, the disk."""
    for what, most in (
        (resource.RLIMIT_AS, megabytes * 1024 * 1024),
        (resource.RLIMIT_CPU, seconds + 2),
        (resource.RLIMIT_FSIZE, most_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


@contextlib.contextmanager
def said_by(
    module: str, arguments: tuple[str, ...], file: IO[bytes], seconds: int
) -> Iterator[tuple[IO[bytes], bool]]:
    """What a child said of a file of any storage, and whether it had to be ended after `seconds`."""
    with contextlib.ExitStack() as stack:
        said = stack.enter_context(tempfile.TemporaryFile())
        is_late = _run(module, arguments, stack.enter_context(_seekable(file)), said, seconds)
        said.seek(0)
        yield said, is_late


def _run(module: str, arguments: tuple[str, ...], file: IO[bytes], said: IO[bytes], seconds: int) -> bool:
    """Runs the child to its end; whether it had to be ended. What it started ends with it."""
    child = subprocess.Popen(  # noqa: S603  # our own interpreter with our own module
        [sys.executable, "-m", module, *arguments],
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
