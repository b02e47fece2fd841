"""Notes what a transaction changed, and tells of it when it has ended.

What is told is found by comparing, so that a note too many says nothing: see events.py.
"""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.db.transaction import on_commit

from cms.addresses import absolute
from cms.webhooks import events, outbox, resources
from cms.webhooks.events import Message
from cms.webhooks.models import Webhook


class _Notes:
    """What one transaction has changed so far."""

    def __init__(self) -> None:
        self.pages: set[int] = set()
        self.published: set[int] = set()
        self.branches: set[str] = set()
        self.messages: dict[tuple[str, str, int | None], Message] = {}


class _Noted(threading.local):
    def __init__(self) -> None:
        self.notes = _Notes()


_noted = _Noted()


def note_page(pk: int, *, is_published: bool = False) -> None:
    """A page was saved, published, withdrawn or deleted."""
    notes = _open()
    notes.pages.add(pk)
    if is_published:
        notes.published.add(pk)
    on_commit(_tell, robust=True)  # the page is saved: a message that fails is a line in the log


def note_branch(path: str) -> None:
    """Something changed for a page and all that stand below it, named by its path in the tree."""
    _open().branches.add(path)
    on_commit(_tell, robust=True)


def note_message(message: Message) -> None:
    """Something that is no page changed; once for each transaction."""
    _open().messages[message.event, message.data["type"], message.object_id] = message
    on_commit(_tell, robust=True)


def tell_of(
    model: type[Model], resource: str = resources.SITE, is_public: Callable[[Any], bool] = lambda thing: True
) -> None:
    """Tells of every change of a thing that is no page, where it is public before or after.

    `resource` is one of the API. What belongs to the site as a whole is told without a number, so that
    nothing is said of which it was.
    """
    resources.add(resource, model)

    def before(instance: Model, raw: bool = False, **kwargs: Any) -> None:
        stored = None
        if not raw and instance.pk and Webhook.objects.active().exists():
            stored = model._default_manager.filter(pk=instance.pk).first()
        instance.__dict__["_was_public"] = bool(stored) and is_public(stored)

    def after_save(instance: Model, raw: bool = False, **kwargs: Any) -> None:
        was_public = instance.__dict__.pop("_was_public", False)
        if not raw and (was_public or (Webhook.objects.active().exists() and is_public(instance))):
            note_message(_changed(instance, resource, is_public(instance)))

    def after_deletion(instance: Model, **kwargs: Any) -> None:
        if instance.__dict__.pop("_was_public", False):
            note_message(_changed(instance, resource, is_there=False))

    receivers = {pre_save: before, pre_delete: before, post_save: after_save, post_delete: after_deletion}
    for signal, receiver in receivers.items():
        signal.connect(receiver, sender=model, weak=False, dispatch_uid=f"webhooks.{model._meta.label}")


def _changed(thing: Model, resource: str, is_there: bool) -> Message:
    locale = thing.locale.language_code if hasattr(thing, "locale") else None
    data = {"resource": resource, "type": thing._meta.label, "locale": locale}
    if resource != resources.SITE:
        data = {"id": thing.pk, **data}
        if is_there and resources.resource_of(type(thing)) == resource:
            data["detail_url"] = absolute(resources.detail_path(resource, thing.pk))
    return Message(resources.event(resource, "changed"), resource, locale, data)


def _open() -> _Notes:
    """The notes of this transaction; those that a rollback left are forgotten.

    The telling moves to the end of what waits for the commit: who is told asks at once, and what
    the answer is made of must be there by then.
    """
    waiting: list[Any] = connection.run_on_commit
    for place in reversed(range(len(waiting))):  # among the last, if it is there
        savepoints, work, is_robust = waiting[place]
        if work is _tell:
            waiting[place] = (savepoints, _nothing, is_robust)
            return _noted.notes
    _noted.notes = _Notes()
    return _noted.notes


def _nothing() -> None:
    """Keeps the place of a telling that moved on."""


def _tell() -> None:
    notes, _noted.notes = _noted.notes, _Notes()
    if not Webhook.objects.active().exists():
        return
    ids = notes.pages | events.below(notes.branches)
    found = events.compare(ids, notes.published)
    outbox.queue([*found, *notes.messages.values()])
