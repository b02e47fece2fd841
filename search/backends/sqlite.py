"""SQLite: the full-text table that Wagtail's migrations make."""

from collections.abc import Sequence
from functools import cached_property

from django.db import connection
from wagtail.search.models import IndexEntry

from search.backends.database import DatabaseBackend
from search.backends.engines import Engine, Question
from search.entries import Entry
from search.expressions import fts5

ENTRIES = IndexEntry._meta.db_table
FULL_TEXT = f"{ENTRIES}_fts"
KEYS = "search_key_of_entry"
# Of the columns autocomplete, body and title; a word in the title counts twice.
WEIGHTS = "1.0, 1.0, 2.0"


class SQLite(Engine):
    def hits(self, question: Question) -> list[tuple[str, float]]:
        score = f"-bm25({FULL_TEXT}, {WEIGHTS})" if question.is_ranked else "0"
        order = "ORDER BY 2 DESC" if question.is_ranked else ""
        places = ", ".join(["%s"] * len(question.types))
        # The names are constants and the tokens letters and digits; what varies is given apart.
        sql = (
            f"SELECT entry.object_id, {score}"  # noqa: S608
            f" FROM {FULL_TEXT} JOIN {ENTRIES} entry {self._by_key} ON entry.id = {FULL_TEXT}.rowid"
            f" WHERE {FULL_TEXT} MATCH %s AND entry.content_type_id IN ({places}) {order} LIMIT %s"
        )
        asked = f"{{{' '.join(question.columns)}}} : ({fts5(question.expression)})"
        with connection.cursor() as cursor:
            cursor.execute(sql, [asked, *question.types, question.most])
            found: list[tuple[str, float]] = cursor.fetchall()
        return found

    @cached_property
    def _by_key(self) -> str:
        """Reads keys from an index of them alone, not from between long texts; slower where that is lost.

        A later migration of Wagtail that makes the table anew would lose it.
        """
        with connection.cursor() as cursor:
            indexes = connection.introspection.get_constraints(cursor, ENTRIES)
        return f"INDEXED BY {KEYS}" if KEYS in indexes else ""

    def store(self, content_type: int, entries: Sequence[Entry]) -> None:
        rows = [
            IndexEntry(
                content_type_id=content_type,
                object_id=entry.key,
                title=entry.title,
                autocomplete=entry.autocomplete,
                body=entry.body,
            )
            for entry in entries
        ]
        IndexEntry.objects.bulk_create(
            rows,
            batch_size=100,
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=["title", "autocomplete", "body"],
        )


class SQLiteBackend(DatabaseBackend):
    engine = SQLite()
