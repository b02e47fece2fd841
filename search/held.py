"""What every search needs is read once by each process, and again when content has changed."""

from collections.abc import Callable
from typing import Generic, TypeVar
from uuid import uuid4

from django.core.cache import cache

SECONDS_TO_KEEP = 24 * 60 * 60
Value = TypeVar("Value")


class Held(Generic[Value]):
    """A value in the memory of the process, as true as the content version under which it was read.

    The cache holds a stamp for each version, so that one short read tells whether memory is still
    true; the value itself never travels.
    """

    def __init__(self, name: str, read: Callable[[], Value]) -> None:
        self._name, self._read = name, read
        self._held: tuple[str, Value] | None = None

    def under(self, version: str) -> Value:
        """The value for a version of the content (see `cms.versions`)."""
        key = f"held.{self._name}.{version}"
        stamp, held = cache.get(key), self._held
        if held and held[0] == stamp:
            return held[1]
        if not stamp:
            stamp = uuid4().hex
            cache.set(key, stamp, SECONDS_TO_KEEP)
        value = self._read()
        self._held = stamp, value
        return value
