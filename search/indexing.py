"""What search keeps of a page beside its words, and whether the index fits the analysis."""

from collections.abc import Sequence

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, TextField
from django.db.models.functions import Cast
from modelsearch.index import get_indexed_models
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.search.models import IndexEntry

from cms.pages import BasePage
from search import analysis, vocabulary
from search.entries import Entry
from search.kinds import categories_of, date_of, kind_of
from search.models import IndexedPage, IndexedText, IndexState
from search.models.index import replace

STATE = 1


def remember(items: Sequence[Model], entries: Sequence[Entry]) -> None:
    """Keeps what results of these pages are chosen by and cut from; other objects are passed over."""
    pages = {
        item: entry
        for item, entry in zip(items, entries, strict=True)
        if isinstance(item, BasePage) and item.is_searched
    }
    if not pages:
        return
    replace(
        [
            IndexedPage(
                page_id=page.pk,
                kind=kind_of(page),
                date=date_of(page),
                categories=",".join(map(str, categories_of(page))),
                is_out_of_date=getattr(page, "is_out_of_date", False),
            )
            for page in pages
        ]
    )
    replace(
        [
            IndexedText(
                page_id=page.pk,
                passages=[[passage.language, passage.text] for passage in entry.passages],
                documents=list(entry.documents),
            )
            for page, entry in pages.items()
        ]
    )
    vocabulary.add(set().union(*(f"{entry.title} {entry.body}".split() for entry in pages.values())))


def is_current() -> bool:
    """Whether the index was built with today's analysis."""
    return IndexState.objects.filter(pk=STATE, version=analysis.VERSION).exists()


def note_version() -> None:
    """The index was built as a whole with today's analysis."""
    IndexState.objects.update_or_create(pk=STATE, defaults={"version": analysis.VERSION})


def forget_the_gone() -> None:
    """Deletes entries of objects that were deleted where no signal told so."""
    for model in get_indexed_models():
        if not model._meta.parents:
            there = model._default_manager.annotate(key=Cast("pk", TextField())).values("key")
            types = get_descendants_content_types_pks(model)
            gone = IndexEntry.objects.filter(content_type__in=types).exclude(object_id__in=there)
            gone._raw_delete(using=DEFAULT_DB_ALIAS)
