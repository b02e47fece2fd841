"""The backend of whichever database the site runs on."""

from typing import Any

from django.db import connection

from search.backends.database import DatabaseBackend


def SearchBackend(params: dict[str, Any]) -> DatabaseBackend:  # noqa: N802  # the name that modelsearch looks for
    """The backend that fits the database."""
    if connection.vendor == "postgresql":
        from search.backends.postgres import PostgresBackend

        return PostgresBackend(params)
    from search.backends.sqlite import SQLiteBackend

    return SQLiteBackend(params)
