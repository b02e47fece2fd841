"""PostgreSQL: the vectors that Wagtail's migrations make, each with its index.

The title's words stand in the body's vector too, before its own: to put the two together for each of
a thousand hits would take longer than all the rest of a search.
"""

from collections.abc import Sequence

from django.db import connection
from wagtail.search.models import IndexEntry

from search.backends.database import DatabaseBackend
from search.backends.engines import Engine, Question
from search.entries import Entry
from search.expressions import tsquery

ENTRIES = IndexEntry._meta.db_table
# Of the weights D, C, B and A; the title has A.
WEIGHTS = "{0.5, 0.5, 0.5, 1.0}"
# Divides by 1 + log(length), or long texts would always come first.
NORMALIZATION = 1


class Postgres(Engine):
    def hits(self, question: Question) -> list[tuple[str, float]]:
        vector = "body" if "body" in question.columns else question.columns[0]
        score = (
            f"ts_rank(%s::float4[], {vector}, query, {NORMALIZATION})" if question.is_ranked else "0::float4"
        )
        order = "ORDER BY 2 DESC, 1 DESC" if question.is_ranked else ""
        # By itself, so that a small limit never leads the planner to read the whole table word by word.
        sql = (
            f"WITH found AS MATERIALIZED (SELECT object_id, {score} FROM {ENTRIES},"  # noqa: S608
            f" CAST(%s AS tsquery) AS query WHERE {vector} @@ query AND content_type_id = ANY(%s))"
            f" SELECT * FROM found {order} LIMIT %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(
                sql,
                [
                    *([WEIGHTS] * question.is_ranked),
                    tsquery(question.expression),
                    list(question.types),
                    question.most,
                ],
            )
            found: list[tuple[str, float]] = cursor.fetchall()
        return found

    def store(self, content_type: int, entries: Sequence[Entry]) -> None:
        sql = (
            f"INSERT INTO {ENTRIES} (content_type_id, object_id, title, autocomplete, body,"  # noqa: S608
            " title_norm, title_text, body_text)"
            " VALUES (%s, %s, setweight(to_tsvector('simple', %s), 'A'), to_tsvector('simple', %s),"
            " setweight(to_tsvector('simple', %s), 'A') || to_tsvector('simple', %s), 1.0, '', '')"
            " ON CONFLICT (content_type_id, object_id) DO UPDATE SET title = EXCLUDED.title,"
            " autocomplete = EXCLUDED.autocomplete, body = EXCLUDED.body"
        )
        rows = [
            (content_type, entry.key, entry.title, entry.autocomplete, entry.title, entry.body)
            for entry in sorted(entries, key=lambda entry: entry.key)  # one order for all, or two would lock
        ]
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


class PostgresBackend(DatabaseBackend):
    engine = Postgres()
