"""The words of documents: analysed once for each page, since a long PDF takes a second."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings

from cms.media.models import Document, DocumentPage
from cms.visibility import publishable
from search import analysis
from search.models import IndexedDocumentPage
from search.models.index import replace


def words_of(documents: Iterable[int]) -> dict[int, str]:
    """The analysed words of documents under their ids; of those in private collections nothing."""
    pages = words_of_pages(documents)
    return {number: " ".join(words for _, words in found) for number, found in pages.items()}


def words_of_pages(documents: Iterable[int], most: int | None = None) -> dict[int, list[tuple[int, str]]]:
    """(id of the page, its analysed words) of each page of documents, in their order.

    With `most`, the first pages of all of them. Costs a query, none without documents.
    """
    wanted = set(documents)
    if not wanted:
        return {}
    public = publishable(Document.objects.filter(pk__in=wanted))
    rows = IndexedDocumentPage.objects.filter(page__document__in=public.values("pk"))
    ordered = rows.order_by("page__number").values_list("page__document_id", "page_id", "words")
    found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for number, page, words in ordered[:most]:
        found[number].append((page, words))
    return found


def analyse(documents: Iterable[int]) -> None:
    """Analyses the pages of documents and keeps their words; what is kept already is replaced."""
    languages = dict(Document.objects.filter(pk__in=documents).values_list("pk", "language"))
    pages = DocumentPage.objects.filter(document__in=languages).iterator(chunk_size=500)
    rows = [
        IndexedDocumentPage(
            page=page,
            words=analysis.index_text(page.text, languages[page.document_id] or settings.LANGUAGE_CODE),
        )
        for page in pages
    ]
    replace(rows)
