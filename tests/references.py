"""Wagtail's index of references, made when somebody looks at it, as by a worker who is always in time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from wagtail.tasks import update_reference_index_task

TABLE = "wagtailcore_referenceindex"


class Later:
    """Stands in for the task: a fifth of each save goes into an index that few tests look at."""

    def __init__(self) -> None:
        self.waiting: dict[tuple[str, str, str], None] = {}

    def enqueue(self, *thing: str) -> None:
        """Remembers what was saved: app, model and key."""
        self.waiting[thing] = None

    def work(self) -> None:
        """Does what waits. Its queries are nobody's: a test that counts its own does not see them."""
        waiting, self.waiting = self.waiting, {}
        counted, connection.force_debug_cursor = connection.force_debug_cursor, False
        try:
            for thing in waiting:
                try:
                    update_reference_index_task.func(*thing)
                except ObjectDoesNotExist:
                    continue  # deleted in between
        finally:
            connection.force_debug_cursor = counted

    def before(self, execute: Callable, sql: str, *arguments: Any) -> Any:
        """Around each query: who asks the index finds it as if it had been made at once."""
        if self.waiting and TABLE in sql:
            self.work()
        return execute(sql, *arguments)

    @contextmanager
    def one_test(self) -> Iterator[None]:
        """What a test did is undone after it, so what waited before waits again."""
        before = dict(self.waiting)
        yield
        self.waiting = before


later = Later()
