"""The texts of the results of one page: what excerpts are cut from."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import F
from django.utils.safestring import SafeString
from wagtail.models import Page

from cms.media.models import DocumentPage
from search import analysis
from search.documents import words_of_pages
from search.excerpts import Marker, words_in
from search.facets import Row
from search.hits import Hit
from search.models import IndexedText
from search.results import DocumentHit, Result

# Of the documents of all results; looking through more would keep a reader waiting.
MOST_DOCUMENT_PAGES = 2_000
# How many results are looked through for the form of a corrected word.
MOST_FOR_FORMS = 3


@dataclass(frozen=True)
class Excerpt:
    """HTML with <mark>, and its language."""

    html: SafeString
    language: str


@dataclass(frozen=True)
class Best:
    """A text with the places where words of the query stand."""

    text: str = ""
    language: str = ""
    hits: Sequence[Hit] = ()
    repeats_title: bool = False

    @property
    def words(self) -> int:
        """How many of the words it adds to the title."""
        return 0 if self.repeats_title else words_in(self.hits)

    def excerpt(self, marker: Marker, language: str) -> Excerpt:
        language = self.language or language
        return Excerpt(marker.excerpt(self.text, language, self.hits), language)


class Texts:
    """What is read of some results, in at most five queries."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._ids = [row.page for row in rows]

    @cached_property
    def _pages(self) -> dict[int, Page]:
        return {page.pk: page for page in in_order(self._ids)}

    @cached_property
    def _texts(self) -> dict[int, IndexedText]:
        return IndexedText.objects.in_bulk(self._ids)

    def as_written(self, words: str, typed: str) -> str:
        """Folded words in the form in which the results write them; typed ones stay."""
        groups = analysis.query_groups(words)
        changed = [group for group in groups if words[group.start : group.end] not in typed]
        forms = self._forms({group.word for group in changed})
        parts, place = [], 0
        for group in changed:
            parts += [words[place : group.start], forms.get(group.word, words[group.start : group.end])]
            place = group.end
        return "".join([*parts, words[place:]])

    def _forms(self, words: set[str]) -> dict[str, str]:
        """The most frequent form of folded words in the first results; none where only documents hold one."""
        forms: dict[str, Counter[str]] = {word: Counter() for word in words}
        for page in list(self._pages.values())[:MOST_FOR_FORMS]:
            own = self._texts[page.pk].passages if page.pk in self._texts else []
            for language, text in [(page.locale.language_code, page.title), *own]:
                for start, end, word, _ in analysis.spans(text, language):
                    if word in forms:
                        forms[word][text[start:end].lower()] += 1
        return {word: counted.most_common(1)[0][0] for word, counted in forms.items() if counted}

    def results(
        self, marker: Marker, names: Mapping[UUID, tuple[str, str]], keys: Mapping[str, UUID]
    ) -> list[Result]:
        """The results with their words marked; `names` are (slug, name) of categories by key."""
        rows = [row for row in self._rows if row.page in self._pages]  # one may be deleted by now
        passages = {row.page: self._passage(row.page, marker) for row in rows}
        documents = self._documents(passages, marker)
        results = []
        for row in rows:
            page, document = self._pages[row.page], documents.get(row.page)
            code = page.locale.language_code
            excerpt = passages[row.page].excerpt(marker, code)
            if document:
                language = document.document.language or code
                excerpt = Excerpt(marker.excerpt(document.text, language), language)
            results.append(
                Result(
                    page=page,
                    title=marker.marked(page.title, code),
                    excerpt=excerpt.html,
                    excerpt_language=excerpt.language,
                    kind=row.kind,
                    date=date.fromisoformat(row.date) if row.date else None,
                    byline=marker.marked(page.byline, code) if page.byline else None,
                    categories=[names[keys[pk]][1] for pk in row.categories.split(",") if pk in keys],
                    is_out_of_date=bool(row.is_out_of_date),
                    document=document_hit(document) if document else None,
                )
            )
        return results

    def _documents(self, passages: Mapping[int, "Best"], marker: Marker) -> dict[int, DocumentPage]:
        """The page of a document, under each result whose own passage says less than it."""
        chosen = {pk: self._document_page(pk, marker, own) for pk, own in passages.items()}
        found = DocumentPage.objects.select_related("document").in_bulk(
            [number for number in chosen.values() if number]
        )
        return {pk: found[number] for pk, number in chosen.items() if number in found}

    def _passage(self, pk: int, marker: Marker) -> "Best":
        """The passage of a page with most of the words, else its first; what repeats the title comes last."""
        best = Best()
        title = self._pages[pk].title
        passages = self._texts[pk].passages if pk in self._texts else []
        for language, text in sorted(passages, key=lambda part: _repeats(title, part[1])):
            hits = marker.brief_hits(text, language)
            passage = Best(text, language, hits, _repeats(title, text))
            if not best.text or passage.words > best.words:
                best = passage
            if best.words >= marker.number_of_words:
                break
        return best

    def _document_page(self, pk: int, marker: Marker, own: "Best") -> int | None:
        """The page of the documents that holds more of the words than the page's own text does."""
        if own.words >= marker.number_of_words or pk not in self._texts:
            return None
        best, most = None, own.words
        for number in self._texts[pk].documents:
            for page, words in self._document_words.get(number, ()):
                if (found := marker.words_among(words)) > most:
                    best, most = page, found
        return best

    @cached_property
    def _document_words(self) -> dict[int, list[tuple[int, str]]]:
        """(id of the page, its words) of the documents of all results."""
        wanted = [number for text in self._texts.values() for number in text.documents]
        return words_of_pages(wanted, MOST_DOCUMENT_PAGES)


def in_order(ids: Sequence[int]) -> list[Page]:
    """Pages in the order of their ids, with what their addresses need, and the name in their byline."""
    named = Page.objects.select_related("locale").annotate(byline=F("blogpage__byline__name"))
    pages = named.in_bulk(list(ids))
    return [pages[pk] for pk in ids if pk in pages]


def _repeats(title: str, text: str) -> bool:
    """Whether a text, such as a heading or the title of a document, says nothing that a title does not."""
    return len(text) <= len(title) and text.strip().casefold() in title.casefold()


def document_hit(page: DocumentPage) -> DocumentHit:
    """Where a reader finds a page of a document: in the file and as text."""
    document = page.document
    return DocumentHit(
        id=document.pk,
        title=document.title,
        url=f"{document.url}#page={page.number}",
        text_url=document.text_address(page.number),
        number=page.number,
    )
