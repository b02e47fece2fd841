"""The shipped search backend of the database, guarded against input that would crash it."""

from typing import Any

from modelsearch.backends.database import SearchBackend as database_backend  # noqa: N813  # a factory, named as a class by modelsearch
from modelsearch.query import And, Boost, Fuzzy, Not, Or, Phrase, PlainText

LONGEST_QUERY = 200
# A word that no text holds: what only consists of signs must find nothing, not everything.
NOTHING = "qxnothingxq"


def cleaned(query: Any) -> Any:
    """A query of any form without the signs that the database would read as commands."""
    if isinstance(query, str):
        parts = query.replace('"', " ").replace("\x00", " ").split()
        words = [part for part in parts if any(sign.isalnum() for sign in part)]
        return " ".join(words)[:LONGEST_QUERY] or (query and NOTHING)
    if isinstance(query, PlainText | Phrase | Fuzzy):
        query.query_string = cleaned(query.query_string) or NOTHING
    elif isinstance(query, And | Or):
        for part in query.subqueries:
            cleaned(part)
    elif isinstance(query, Not | Boost):
        cleaned(query.subquery)
    return query


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  # the name that modelsearch looks for
    """The backend that fits the database, with cleaned queries and a known operator."""
    backend = database_backend(params)
    unguarded = backend._search

    def guarded(query_compiler_class: Any, query: Any, queryset: Any, **options: Any) -> Any:
        if options.get("operator") not in ("and", "or"):
            options["operator"] = None
        return unguarded(query_compiler_class, cleaned(query), queryset, **options)

    backend._search = guarded
    return backend
