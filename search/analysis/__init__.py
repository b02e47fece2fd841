"""One analysis for index and query: text in, tokens out, that every engine only has to split at spaces.

Whoever changes what comes out raises VERSION: the index must then be rebuilt.
"""

from search.analysis.pieces import PIECE, forms, index_text
from search.analysis.queries import MAX_GROUPS, Group, query_groups, telling
from search.analysis.stems import MARK
from search.analysis.texts import Span, autocomplete_text, spans

VERSION = 1

__all__ = [
    "MARK",
    "MAX_GROUPS",
    "PIECE",
    "VERSION",
    "Group",
    "Span",
    "autocomplete_text",
    "forms",
    "index_text",
    "query_groups",
    "spans",
    "telling",
]
