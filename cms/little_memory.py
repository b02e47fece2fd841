"""For work that touches everything once: little of it stays in memory meanwhile."""

import ctypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper

_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
# Nothing mapped, and 4 MB kept.
LITTLE = {"mmap_size": 0, "cache_size": -4000}


@contextmanager
def little_memory() -> Iterator[None]:
    """SQLite maps its file into memory, all of which a long run would touch, and keeps much of it besides."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        usual = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in LITTLE}
        _set(cursor, LITTLE)
        try:
            yield
        finally:
            _set(cursor, usual)


def _set(cursor: CursorWrapper, values: Mapping[str, int]) -> None:
    for name, value in values.items():
        cursor.execute(f"PRAGMA {name} = {int(value)}")


def give_back() -> None:
    """Gives what is free back to the system: glibc keeps it for each thread. Elsewhere it does nothing."""
    if _trim:
        _trim(0)
