"""A migrated database for each test process, copied from a template that is migrated once.

Wagtail's migrations take half a minute; a copy takes no time. The template is made anew when
any migration, the lock file or the version of the search's analysis changes.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(tempfile.gettempdir()) / f"union-test-databases-{os.getuid()}"


def fingerprint() -> str:
    digest = hashlib.sha256((ROOT / "requirements-dev.lock").read_bytes())
    for app in ("blog", "cms", "home", "search"):  # a look into .venv and node_modules takes a second
        for path in sorted((ROOT / app).glob("**/migrations/0*.py")):
            digest.update(path.read_bytes())
    digest.update((ROOT / "search" / "analysis" / "__init__.py").read_bytes())  # its version is in the index
    return digest.hexdigest()[:12]


@contextmanager
def locked(kind: str) -> Iterator[None]:
    """One process at a time makes a template of a kind."""
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    with (FOLDER / f"lock-{kind}").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def migrate(database_url: str) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
    }
    for command in ("migrate", "rebuild_search"):
        line = [sys.executable, "manage.py", command, "--verbosity", "0"]
        subprocess.run(line, cwd=ROOT, env=environment, check=True)


def sqlite_template() -> Path:
    """The migrated SQLite file that all copies come from."""
    template = FOLDER / f"{fingerprint()}.sqlite3"
    if template.exists():
        return template
    with locked("sqlite"):
        if not template.exists():
            unfinished = template.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            migrate(f"sqlite:///{unfinished}")
            unfinished.rename(template)
    return template


def sqlite_copy(name: str) -> Path:
    """A migrated SQLite file of this process's own."""
    copy = Path(settings.DATA_DIR) / f"{name}.sqlite3"
    shutil.copy(sqlite_template(), copy)
    return copy


def postgres_template() -> str:
    """The name of the migrated PostgreSQL database that all copies come from."""
    base = settings.DATABASES["default"]["NAME"]
    template = f"{base}_template_{fingerprint()}"
    with locked("postgres"), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if cursor.fetchone() is None:
            unfinished = f"{base}_unfinished"
            cursor.execute(f'DROP DATABASE IF EXISTS "{unfinished}"')
            cursor.execute(f'CREATE DATABASE "{unfinished}"')
            head, _, _ = os.environ["DATABASE_URL"].rpartition("/")
            migrate(f"{head}/{unfinished}")
            cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{template}"')
    return template


def postgres_copy(name: str) -> str:
    """The name of a migrated PostgreSQL database of this process's own."""
    template, copy = postgres_template(), f"{settings.DATABASES['default']['NAME']}_test_{name}"
    with locked("postgres"), connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy}"')
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{template}"')
    return copy


def drop_postgres(copy: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy}"')


if __name__ == "__main__":
    postgres_template() if connection.vendor == "postgresql" else sqlite_template()
