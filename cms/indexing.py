"""When the search index learns of a change: after the transaction, each page once however often it was saved.

modelsearch would write a page at each save, before its categories are stored; so the pages of this
site switch that off (`search_auto_update`) and come here. A deletion still reaches the index by
modelsearch, at once: it hears of it through Wagtail's own model of pages.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.db.transaction import atomic, on_commit
from django.dispatch import Signal
from django_tasks import task
from modelsearch.backends import get_search_backends
from wagtail.models import COMMENTS_RELATION_NAME, Page, ReferenceIndex

CHUNK = 500
# Sent when pages of a model were saved, or something that they name was: sender is the model, `ids` which.
pages_changed = Signal()
# What a draft writes to the row of its page, which stays as readers know it.
FIELDS_OF_DRAFTS = frozenset(
    {
        COMMENTS_RELATION_NAME,
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
    }
)


class _Saved(threading.local):
    """The pages that this thread's transaction saved, by their model; what waits for `indexed_once`."""

    def __init__(self) -> None:
        self.pages: defaultdict[type[Page], set[int]] = defaultdict(set)
        self.waiting: set[int] | None = None


_saved = _Saved()


def index_after_commit(page: Page, update_fields: Iterable[str] | None = None) -> None:
    """Has a page indexed at the end of the transaction that saved it."""
    if update_fields is not None and FIELDS_OF_DRAFTS.issuperset(update_fields):
        return
    _saved.pages[type(page)].add(page.pk)
    on_commit(_index_saved, robust=True)  # the page is saved: an index out of order is a line in the log


def _index_saved() -> None:
    """The first of a transaction's calls finds all its pages, the others none.

    After a rollback some are left; they are indexed as they are stored, with the next ones.
    """
    if _saved.waiting is not None:
        return
    saved, _saved.pages = _saved.pages, defaultdict(set)
    for model, ids in saved.items():
        _index(model, sorted(ids))


@contextmanager
def indexed_once() -> Iterator[None]:
    """Around a transaction: each page is indexed once after it, for whatever reasons."""
    if _saved.waiting is not None:
        yield
        return
    _saved.waiting = waiting = set[int]()
    try:
        yield
    finally:
        _saved.waiting = None

    def index() -> None:
        waiting.difference_update(*_saved.pages.values())
        _index_saved()
        _enqueue(sorted(waiting))

    on_commit(index, robust=True)


def index_again(pages: QuerySet[Any]) -> None:
    """Has pages indexed in one background task, since something that they name has changed."""
    _enqueue(list(pages.values_list("pk", flat=True)))


def _enqueue(ids: list[int]) -> None:
    if ids and _saved.waiting is not None:
        on_commit(partial(_saved.waiting.update, ids))
    elif ids:
        on_commit(partial(index_pages.enqueue, ids))


@task(backend="background")
def index_pages(ids: list[int]) -> None:
    """Writes pages into the index as they are stored now."""
    for start in range(0, len(ids), CHUNK):
        by_kind: defaultdict[int, list[int]] = defaultdict(list)
        pages = Page.objects.filter(pk__in=ids[start : start + CHUNK])
        for kind, pk in pages.values_list("content_type_id", "pk"):
            by_kind[kind].append(pk)
        for kind, some in by_kind.items():
            if model := ContentType.objects.get_for_id(kind).model_class():
                _index(model, some)


def _index(model: type[Page], ids: Sequence[int]) -> None:
    for start in range(0, len(ids), CHUNK):
        pages = list(model.get_indexed_objects().filter(pk__in=ids[start : start + CHUNK]))
        for backend in get_search_backends(with_auto_update=True):
            with atomic():
                backend.add_bulk(model, pages)
    pages_changed.send(sender=model, ids=ids)


def pages_with(*things: Model) -> QuerySet[Page]:
    """The pages that name one of some pictures, documents or snippets, drafts and private ones among them."""
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type__in=[ContentType.objects.get_for_model(thing) for thing in things],
        to_object_id__in=[str(thing.pk) for thing in things],
    )
    pages: QuerySet[Page] = Page.objects.filter(pk__in=set(references.values_list("object_id", flat=True)))
    return pages


def watch(model: type[Model], fields: Sequence[str], pages_of: Callable[[Any], QuerySet[Any]]) -> None:
    """Indexes pages again when an object that they name goes, or one of some fields of it changes."""

    def ids(instance: Model) -> list[int]:
        return list(pages_of(instance).values_list("pk", flat=True))

    def before_save(instance: Model, raw: bool = False, **kwargs: Any) -> None:
        stored = model._default_manager.filter(pk=instance.pk).values(*fields).first()
        is_other = stored and any(stored[name] != getattr(instance, name) for name in fields)
        instance.__dict__["_pages_to_index"] = ids(instance) if is_other and not raw else []

    def before_deletion(instance: Model, **kwargs: Any) -> None:
        instance.__dict__["_pages_to_index"] = ids(instance)

    def after(instance: Model, **kwargs: Any) -> None:
        _enqueue(instance.__dict__.pop("_pages_to_index", []))

    receivers = {pre_save: before_save, pre_delete: before_deletion, post_save: after, post_delete: after}
    for signal, receiver in receivers.items():
        signal.connect(receiver, sender=model, weak=False, dispatch_uid=f"indexing.{model._meta.label}")
