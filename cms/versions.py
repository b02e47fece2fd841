"""One number that stands for everything readers can see, so that caches know when to forget.

What is made from content (menus, bodies, lists of related posts) is cached under this number.
It is kept in the database and raised in the transaction that changes the content, so every
process sees it at once: one query tells whether anything cached is still true.
"""

import datetime
import uuid
from typing import Any

from django.db import models
from django.db.models import F
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from cms.lite import is_lite
from cms.models import ContentVersion

ROW = 1
# Before anything was ever written.
NEVER = datetime.datetime.fromtimestamp(0, datetime.UTC)
# Sent in the transaction that raises the number.
version_raised = Signal()


def current() -> int:
    """The number now. Costs one query."""
    return _read()[0]


def _read() -> tuple[int, datetime.datetime]:
    found = ContentVersion.objects.filter(pk=ROW).values_list("number", "raised_at").first()
    return found or (0, NEVER)


def version_of(request: HttpRequest) -> str:
    """The number for a request, read once; a preview gets one of its own, so it is never cached.

    The lite form has its own too: what was made in one form is never shown in the other.
    """
    known = getattr(request, "_request", request).__dict__  # REST framework wraps the request
    if "_content_version" not in known:
        is_preview = getattr(request, "is_preview", False)
        number, known["_content_raised_at"] = (0, NEVER) if is_preview else _read()
        known["_content_version"] = uuid.uuid4().hex if is_preview else f"{number}{'.lite' * is_lite()}"
    return str(known["_content_version"])


def raised_at(request: HttpRequest) -> datetime.datetime:
    """When the number of a request was raised, read together with it."""
    version_of(request)
    moment: datetime.datetime = getattr(request, "_request", request).__dict__["_content_raised_at"]
    return moment


def raise_version(**kwargs: Any) -> None:
    """A signal receiver: something that readers see has changed."""
    row = ContentVersion.objects.filter(pk=ROW)
    if not row.update(number=F("number") + 1, raised_at=timezone.now()):
        ContentVersion.objects.get_or_create(pk=ROW, defaults={"number": 1})
    version_raised.send(sender=ContentVersion)


def raise_version_for_page(sender: type[models.Model], **kwargs: Any) -> None:
    """A page was saved as a whole, or deleted; a draft only updates some fields and is not seen."""
    if issubclass(sender, Page) and kwargs.get("update_fields") is None and not kwargs.get("raw"):
        raise_version()


def follow(*models_that_readers_see: type[models.Model]) -> None:
    """Raises the version whenever one of these is saved or deleted."""
    for model in models_that_readers_see:
        for signal in (post_save, post_delete):
            signal.connect(raise_version, sender=model, dispatch_uid=f"version.{model._meta.label}")
