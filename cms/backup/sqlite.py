"""The database as one SQLite file, copied while others write, and put back in one transaction."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from cms.backup.contents import LEFT_OUT, BackupError

SECONDS = 60


def version() -> str:
    return sqlite3.sqlite_version


def dump(target: Path) -> None:
    """Copies what is committed now; words that were deleted are not in the copy. Raises BackupError."""
    with closing(sqlite3.connect(f"{_live().as_uri()}?mode=ro", uri=True, timeout=SECONDS)) as live:
        live.execute("VACUUM INTO ?", [str(target)])
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy.execute("PRAGMA secure_delete=ON")
        copy.execute("PRAGMA journal_mode=DELETE")
        present = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in sorted(present & LEFT_OUT.keys()):
            copy.execute(f'DELETE FROM "{table}"')  # noqa: S608  # a name of ours
    check(target)


def check(path: Path) -> None:
    """Whether a file is a whole database. Raises BackupError."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as copy:
            said = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
            broken = copy.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        said, broken = str(error), None
    if said != "ok" or broken:
        raise BackupError(f"The database is damaged: {said if said != 'ok' else f'a row of {broken[0]}'}.")


def restore(source: Path, header: dict[str, object]) -> None:
    """Makes the database what the copy is: for everybody at once, or not at all. Raises BackupError."""
    check(source)
    connection.close()
    live = _live()
    live.parent.mkdir(parents=True, exist_ok=True)
    try:
        with (
            closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as copy,
            closing(sqlite3.connect(live, timeout=SECONDS)) as database,
        ):
            database.execute("PRAGMA journal_mode=WAL")
            copy.backup(database)
    except sqlite3.Error as error:
        raise BackupError(f"The database could not be put back ({error}). It is as it was.") from None


def _live() -> Path:
    return Path(connection.settings_dict["NAME"]).resolve()
