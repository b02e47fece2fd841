"""The command that imports, in a process of its own, and what it took."""

import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests import databases

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
    # When each line was said, in seconds from the beginning.
    lines: Sequence[tuple[float, str]] = ()

    def seconds_of(self, step: str) -> float:
        """How long a step took, by the lines that tell of it."""
        times = [at for at, line in self.lines if line.startswith(f"{step}:")]
        return times[-1] - times[0] if times else 0


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


def drop(around: dict[str, str]) -> None:
    """Removes a site."""
    shutil.rmtree(around["DATA_DIR"])
    if url := around.get("DATABASE_URL"):
        databases.drop_postgres(url.rpartition("/")[2])


def begin(around: dict[str, str], *arguments: object, limit: int | None = None) -> subprocess.Popen[bytes]:
    """The command, begun; its output is read by whoever calls. No file grows beyond the limit in bytes."""
    return _begun(["manage.py", "import_wordpress", *map(str, arguments)], around, limit)


def _begun(line: list[str], around: dict[str, str], limit: int | None = None) -> subprocess.Popen[bytes]:
    def keep_small() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        [sys.executable, *line],
        cwd=databases.ROOT,
        env=around,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=keep_small,
    )


def take(around: dict[str, str], *arguments: object, limit: int | None = None) -> Taken:
    """Runs the command to its end. Raises SystemExit where it fails without having been limited."""
    taken = _measured(begin(around, *arguments, limit=limit))
    if taken.code and limit is None:
        raise SystemExit(taken.said)
    return taken


def module(name: str, around: dict[str, str], *arguments: object) -> Taken:
    """Runs a module of the bench to its end."""
    return _measured(_begun(["-m", name, *map(str, arguments)], around))


def _measured(process: subprocess.Popen[bytes]) -> Taken:
    begun, memory, said = time.perf_counter(), 0.0, b""
    lines: list[tuple[float, str]] = []
    assert process.stdout
    os.set_blocking(process.stdout.fileno(), False)
    status = Path(f"/proc/{process.pid}/status")
    while True:
        new = process.stdout.read() or b""
        said += new
        lines += [(time.perf_counter() - begun, line) for line in new.decode(errors="replace").splitlines()]
        if found := MEMORY.search(status.read_text()):
            memory = int(found[1]) / 1024
        pid, code, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(EVERY)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(code)
    said += process.stdout.read() or b""
    process.stdout.close()
    return Taken(seconds, used.ru_utime + used.ru_stime, memory, said.decode(), process.returncode, lines)


def size(around: dict[str, str]) -> float:
    """MB of the database."""
    if url := around.get("DATABASE_URL"):
        import psycopg

        with psycopg.connect(url) as database:
            row = database.execute("SELECT pg_database_size(current_database())").fetchone()
            return float(row[0]) / 1e6 if row else 0
    return sum(path.stat().st_size for path in Path(around["DATA_DIR"]).glob("db.sqlite3*")) / 1e6
