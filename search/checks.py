"""What an operator is told when the site starts, and by `manage.py check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import DatabaseError
from modelsearch.backends import get_search_backend

from search.backends.engines import OutOfOrderError
from search.indexing import is_current

# What mends it: `manage.py site` runs it by itself.
COMMAND = "rebuild_search"


@checks.register(checks.Tags.database, "start")
def index_is_current(databases: Sequence[str] | None = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Says that the index was built by another analysis than the one that reads queries now."""
    if not databases:
        return []
    try:
        if is_current() and get_search_backend().has_index():
            return []
    except DatabaseError:  # the migrations have not run yet, or there is no database: others say so
        return []
    except OutOfOrderError as error:
        return [
            checks.Warning(
                "The search is out of order: the server of SEARCH_URL does not answer.",
                hint=str(error),
                id="search.W002",
            )
        ]
    return [
        checks.Warning(
            "The index of the search has to be built anew, or some words will not be found.",
            hint="Run `manage.py rebuild_search`; the site can stay up meanwhile.",
            obj=COMMAND,
            id="search.W001",
        )
    ]
