"""The command that imports, in a process of its own, and what it took."""

import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests import databases

STEP = "Posts and pages"
MEMORY = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)
EVERY = 0.05


@dataclass(frozen=True)
class Taken:
    """What a run took: seconds by the clock and of the processor, MB of its process without children."""

    seconds: float
    processor: float
    memory: float
    said: str
    code: int


def environment(folder: Path, **more: str) -> dict[str, str]:
    """That of a site of its own in a folder, on SQLite or beside the database of DATABASE_URL."""
    return os.environ | {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "cms.settings.base"} | more


def fresh(folder: Path) -> dict[str, str]:
    """A new empty site in a folder; gives the environment of its commands."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if url := os.environ.get("DATABASE_URL"):
        copy = databases.postgres_copy(f"bench_import_{folder.name}")
        return environment(folder, DATABASE_URL=f"{url.rpartition('/')[0]}/{copy}")
    shutil.copy(databases.sqlite_template(), folder / "db.sqlite3")
    return environment(folder)


def begin(around: dict[str, str], *arguments: object) -> subprocess.Popen[str]:
    """The command, begun."""
    line = [sys.executable, "manage.py", "import_wordpress", *map(str, arguments)]
    return subprocess.Popen(
        line,
        cwd=databases.ROOT,
        env=around,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def take(around: dict[str, str], *arguments: object) -> Taken:
    """Runs the command to its end. Raises SystemExit where it fails."""
    begun = time.perf_counter()
    process = begin(around, *arguments)
    memory = 0.0
    status = Path(f"/proc/{process.pid}/status")
    while True:
        if found := MEMORY.search(status.read_text()):
            memory = int(found[1]) / 1024
        pid, code, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(EVERY)
    process.returncode = os.waitstatus_to_exitcode(code)
    assert process.stdout
    said = process.stdout.read()
    if process.returncode:
        raise SystemExit(said)
    seconds = time.perf_counter() - begun
    return Taken(seconds, used.ru_utime + used.ru_stime, memory, said, process.returncode)
