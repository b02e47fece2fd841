"""Things a few at a time: what is held at once is bounded, and so is what a stop takes back."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

MOST_LETTERS = 1_000_000
Thing = TypeVar("Thing")


def parcels(
    things: Iterable[Thing], size: int, letters: Callable[[Thing], int] = lambda thing: 0
) -> Iterator[tuple[Thing, ...]]:
    """So many at a time, fewer where they are long."""
    some: list[Thing] = []
    held = 0
    for thing in things:
        some.append(thing)
        held += letters(thing)
        if len(some) == size or held > MOST_LETTERS:
            yield tuple(some)
            some, held = [], 0
    if some:
        yield tuple(some)
