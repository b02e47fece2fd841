"""Times, and the tables that they are printed in."""

import functools
import importlib
import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db import connection

# PostgreSQL is asked over a socket and ranks without an index of scores.
TIMES_LONGER_ON_POSTGRES = 3
# BENCH_CLOCK=cpu counts what the process itself works: for SQLite on a machine that has other work.
clock = time.process_time if os.environ.get("BENCH_CLOCK") == "cpu" else time.perf_counter
# The steps of a search, in the order in which they are taken.
STEPS = {
    "engine: hits": "search.reach.Reach.hits",
    "gate: rows": "search.reach.Reach.rows",
    "spelling": "search.spelling.corrected",
    "facets": "search.facets.Facets.__init__",
    "facets: left": "search.facets.Facets.left",
    "facets: counts": "search.facets.Facets.all",
    "order": "search.queries._best",
    "texts and excerpts": "search.texts.Texts.results",
}


def milliseconds(do: Callable[[], Any]) -> float:
    begun = clock()
    do()
    return (clock() - begun) * 1000


def percentile(times: list[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]


def heading(title: str) -> None:
    note = f"({clock.__name__}, ms; load {os.getloadavg()[0]:.1f})"
    print(f"\n{title:46}{'number':>7}{'median':>9}{'95th':>9}{'max':>9}   aim   {note}", flush=True)


def row(name: str, times: list[float], aim: str = "") -> None:
    if times:
        figures = f"{statistics.median(times):>9.1f}{percentile(times):>9.1f}{max(times):>9.1f}"
        print(f"{name:46}{len(times):>7}{figures}   {aim}", flush=True)


def aim(*figures: int) -> str:
    """An aim as the tables show it, for the database that is measured."""
    factor = TIMES_LONGER_ON_POSTGRES if connection.vendor == "postgresql" else 1
    return " / ".join(str(figure * factor) for figure in figures)


@contextmanager
def steps() -> Iterator[defaultdict[str, list[float]]]:
    """The milliseconds that each step of a search takes while this lasts.

    A step holds the steps within it: correcting asks the engine and the gate as well.
    """
    spent: defaultdict[str, list[float]] = defaultdict(list)
    patches = [mock.patch(place, _timed(name, place, spent)) for name, place in STEPS.items()]
    for patch in patches:
        patch.start()
    try:
        yield spent
    finally:
        for patch in patches:
            patch.stop()


def _timed(name: str, place: str, spent: defaultdict[str, list[float]]) -> Any:
    target = _found(place)
    is_property = isinstance(target, functools.cached_property)
    function = target.func if is_property else target

    @functools.wraps(function)
    def timed(*args: Any, **kwargs: Any) -> Any:
        begun = clock()
        try:
            return function(*args, **kwargs)
        finally:
            spent[name].append((clock() - begun) * 1000)

    return property(timed) if is_property else timed


def _found(place: str) -> Any:
    """What stands at a dotted place."""
    parts = place.split(".")
    thing = importlib.import_module(".".join(parts[:2]))
    for part in parts[2:]:
        thing = vars(thing)[part] if isinstance(thing, type) else getattr(thing, part)
    return thing


def each(asked: Iterable[Any], do: Callable[[Any], Any]) -> list[float]:
    return [milliseconds(lambda item=item: do(item)) for item in asked]
