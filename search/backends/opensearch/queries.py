"""What a query asks for, in the language of OpenSearch."""

from collections.abc import Sequence
from typing import Any

from search.expressions import AllOf, AnyOf, Expression, Term, Without, Words, is_nothing

# A word in the title counts twice, as in the databases.
WEIGHTS = {"title": 2.0}


def opensearch_query(expression: Expression, columns: Sequence[str]) -> dict[str, Any]:
    """The expression as a query of OpenSearch; each word may stand in any of the columns.

    Source: https://docs.opensearch.org/latest/query-dsl/.
    """
    match expression:
        case Term(token, is_prefix):
            kind = "prefix" if is_prefix else "term"
            return _any([{kind: {name: {"value": token, **_boost(name)}}} for name in columns])
        case Words(tokens):
            text = " ".join(tokens)
            return _any([{"match_phrase": {name: {"query": text, **_boost(name)}}} for name in columns])
        case AllOf(parts):
            return {"bool": {"must": [opensearch_query(part, columns) for part in parts]}}
        case AnyOf(parts):
            return _any([opensearch_query(part, columns) for part in parts if not is_nothing(part)])
        case Without(wanted, unwanted) if is_nothing(unwanted):
            return opensearch_query(wanted, columns)
        case Without(wanted, unwanted):
            both = {"must": [opensearch_query(wanted, columns)]}
            return {"bool": {**both, "must_not": [opensearch_query(unwanted, columns)]}}


def _any(queries: list[dict[str, Any]]) -> dict[str, Any]:
    return queries[0] if len(queries) == 1 else {"bool": {"should": queries, "minimum_should_match": 1}}


def _boost(column: str) -> dict[str, float]:
    return {"boost": WEIGHTS[column]} if column in WEIGHTS else {}
