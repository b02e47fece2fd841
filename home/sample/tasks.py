"""One thing to do, and the keys that stay the same on every machine."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "sample.refugee-union")


@dataclass(frozen=True)
class Task:
    """Makes one thing, or fills one that was made before (then it registers nothing).

    `make` gives None where it left things as they were.
    """

    key: str
    file: str
    make: Callable[[], Model | None]
    registers: bool = True


def stable_uuid(name: str) -> uuid.UUID:
    """The same UUID for the same name, on every machine."""
    return uuid.uuid5(NAMESPACE, name)
