"""What the engine gets to know of an object: its texts as tokens."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.conf import settings
from django.db.models import Manager, Model
from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from wagtail.models import Locale

from cms.pages import BasePage
from cms.passages import Passage, load_streams
from search import analysis
from search.documents import words_of

# PostgreSQL keeps at most 1 MB of words with their places for an object, and refuses more.
LONGEST_BODY = 400_000


@dataclass(frozen=True)
class Entry:
    """One object: its key as a text, and its title, body and what completes typing as tokens.

    Of a page also what was read of it, and the documents that it shows.
    """

    key: str
    title: str
    body: str
    autocomplete: str
    passages: Sequence[Passage] = ()
    documents: Sequence[int] = ()


def entries_of(objects: Sequence[Model]) -> list[Entry]:
    """The entries of objects of one model; costs one query for languages, two where pages show documents."""
    load_streams(objects)
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    shown = [item.document_ids() if isinstance(item, BasePage) else [] for item in objects]
    words = words_of(chain.from_iterable(shown))
    return [
        _entry_of(item, languages, documents, words) for item, documents in zip(objects, shown, strict=True)
    ]


def _entry_of(
    item: Any, languages: dict[int, str], documents: list[int], words_of_documents: dict[int, str]
) -> Entry:
    language = language_of(item, languages)
    passages: list[Passage] = []
    title: list[str] = []
    body: list[str] = []
    typed: list[str] = []
    for field, value in _values(item, item.get_search_fields()):
        texts = list(_passages(value, language))
        if field.field_name == "passages":
            passages = value
        if isinstance(field, AutocompleteField):
            typed += [analysis.autocomplete_text(text, code) for text, code in texts]
        else:
            column = title if field.field_name == "title" else body
            column += [analysis.index_text(text, code) for text, code in texts]
    body += [words_of_documents[number] for number in documents if number in words_of_documents]
    return Entry(str(item.pk), " ".join(title), _cut(" ".join(body)), " ".join(typed), passages, documents)


def language_of(item: Any, languages: dict[int, str]) -> str:
    """The language that an object is written in; `languages` are the codes of locales by id."""
    code = getattr(item, "language", "") or languages.get(getattr(item, "locale_id", 0) or 0)
    return code or settings.LANGUAGE_CODE


def _values(item: Any, fields: Iterable[Any]) -> Iterator[tuple[SearchField | AutocompleteField, Any]]:
    """Each field that is searched, with its value; those of related objects too."""
    for field in fields:
        if isinstance(field, SearchField | AutocompleteField):
            yield field, field.get_value(item)
        elif isinstance(field, RelatedFields) and (related := field.get_value(item)) is not None:
            for other in related.all() if isinstance(related, Manager) else [related]:
                yield from _values(other, field.fields)


def _passages(value: Any, language: str) -> Iterator[tuple[str, str]]:
    """(text, language) of whatever a search field holds."""
    if isinstance(value, Passage):
        yield value.text, value.language
    elif isinstance(value, dict):
        yield from _passages(list(value.values()), language)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _passages(part, language)
    elif value not in (None, ""):
        yield str(value), language


def _cut(words: str) -> str:
    """The words, as far as they fit, cut between two."""
    packed = words.encode()
    if len(packed) <= LONGEST_BODY:
        return words
    return packed[:LONGEST_BODY].decode(errors="ignore").rpartition(" ")[0]
