from search.models.index import IndexedDocumentPage, IndexedPage, IndexedText, IndexState, Word
from search.models.synonyms import Synonyms
from search.models.unfound import SearchSettings, UnfoundQuery

__all__ = [
    "IndexState",
    "IndexedDocumentPage",
    "IndexedPage",
    "IndexedText",
    "SearchSettings",
    "Synonyms",
    "UnfoundQuery",
    "Word",
]
