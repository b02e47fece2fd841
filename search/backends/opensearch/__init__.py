"""OpenSearch as the engine: the words are on its server, all else stays in the database."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.models import Model

from search.backends.database import DatabaseBackend, Index, Rebuilder
from search.backends.engines import OutOfOrderError
from search.backends.opensearch.engine import OpenSearchEngine, milliseconds
from search.indexing import note_version

MOST_NAMED = 5  # in a line of the log

logger = logging.getLogger(__name__)


class OpenSearchRebuilder(Rebuilder):
    """Writes over the entries in their places, then deletes those that nothing has written since."""

    def start(self) -> Index:
        self.started = milliseconds()
        return super().start()

    def finish(self) -> None:
        self.index.backend.engine.delete_older(self.started)
        note_version()


class SearchBackend(DatabaseBackend):
    """Searches on the server.

    One that does not answer never costs an editor what was written: the log says so, and
    `rebuild_search` mends the index. Searching raises OutOfOrderError.
    """

    rebuilder_class = OpenSearchRebuilder
    engine: OpenSearchEngine

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.engine = OpenSearchEngine(params["URLS"][0], params["INDEX"])

    def has_index(self) -> bool:
        return self.engine.exists()

    def add(self, obj: Any) -> None:
        self.add_bulk(obj._meta.model, [obj])

    def add_bulk(self, model: type[Model], obj_list: Sequence[Model]) -> None:
        with _logged(obj_list):
            super().add_bulk(model, obj_list)

    def delete(self, obj: Any) -> None:
        with _logged([obj]):
            super().delete(obj)


@contextmanager
def _logged(objects: Sequence[Model]) -> Iterator[None]:
    """Lets the work go on when the server does not answer, and says so in one line."""
    try:
        yield
    except OutOfOrderError as error:
        some = ", ".join(f"{item._meta.label} {item.pk}" for item in objects[:MOST_NAMED])
        logger.error("Not up to date in the search: %s. Run rebuild_search. %s", some, error)
