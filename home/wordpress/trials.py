"""Does everything and takes it back, without keeping others from writing meanwhile."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

FOLDER = "wordpress-trial"


class _RolledBack(Exception):  # noqa: N818  # nothing went wrong: a trial ends
    """Ends the transaction of a trial."""


def tried(everything: Callable[[], None]) -> None:
    """One transaction that is rolled back, and so nothing that waits for a commit happens either."""
    with _copied():
        try:
            with transaction.atomic():
                everything()
                raise _RolledBack
        except _RolledBack:
            pass


def clear() -> None:
    """Removes the copy of a trial that was killed."""
    shutil.rmtree(Path(settings.DATA_DIR) / FOLDER, ignore_errors=True)


@contextmanager
def _copied() -> Iterator[None]:
    """SQLite lets one write at a time, and a trial may take an hour: it writes into a copy of the file.

    A caller's own transaction holds that lock anyway. Raises OSError and OperationalError on a full disk.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    clear()
    folder = Path(settings.DATA_DIR) / FOLDER
    folder.mkdir(mode=0o700)
    usual = connection.settings_dict
    try:
        connection.ensure_connection()
        with connection.wrap_database_errors, closing(sqlite3.connect(folder / "db.sqlite3")) as copy:
            connection.connection.backup(copy)
        connection.close()
        # Of this thread alone: the setting itself belongs to all.
        connection.settings_dict = {**usual, "NAME": str(folder / "db.sqlite3")}
        yield
    finally:
        connection.close()
        connection.settings_dict = usual
        clear()
