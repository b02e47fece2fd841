"""One analysis for index and query: text in, tokens out, that every engine only has to split at spaces.

Whoever changes what comes out raises VERSION: the index must then be rebuilt.
"""

from search.analysis.queries import MAX_GROUPS, Group, query_groups, telling
from search.analysis.stems import MARK
from search.analysis.texts import Span, autocomplete_text, index_text, spans

VERSION = 1

__all__ = [
    "MARK",
    "MAX_GROUPS",
    "VERSION",
    "Group",
    "Span",
    "autocomplete_text",
    "index_text",
    "query_groups",
    "spans",
    "telling",
]
