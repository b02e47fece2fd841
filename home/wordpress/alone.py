"""The lock of imports: it goes with the process that holds it, however that ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

LOCK = "wordpress-import.lock"


@contextmanager
def alone() -> Iterator[None]:
    """One at a time. Raises BlockingIOError where somebody else is at it."""
    with (Path(settings.DATA_DIR) / LOCK).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
