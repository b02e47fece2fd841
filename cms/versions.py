"""One number that stands for everything readers can see, so that caches know when to forget.

What is made from content (menus, bodies, lists of related posts) is cached under this number.
It is kept in the database and raised in the transaction that changes the content, so every
process sees it at once: one query tells whether anything cached is still true.
"""

import uuid
from typing import Any

from django.db import models
from django.db.models import F
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from wagtail.models import Page

from cms.lite import is_lite
from cms.models import ContentVersion

ROW = 1


def current() -> int:
    """The number now. Costs one query."""
    return ContentVersion.objects.filter(pk=ROW).values_list("number", flat=True).first() or 0


def version_of(request: HttpRequest) -> str:
    """The number for a request, read once; a preview gets one of its own, so it is never cached.

    The lite form has its own too: what was made in one form is never shown in the other.
    """
    known = request.__dict__
    if "_content_version" not in known:
        is_preview = getattr(request, "is_preview", False)
        known["_content_version"] = uuid.uuid4().hex if is_preview else f"{current()}{'.lite' * is_lite()}"
    return str(known["_content_version"])


def raise_version(**kwargs: Any) -> None:
    """A signal receiver: something that readers see has changed."""
    if not ContentVersion.objects.filter(pk=ROW).update(number=F("number") + 1):
        ContentVersion.objects.get_or_create(pk=ROW, defaults={"number": 1})


def raise_version_for_page(sender: type[models.Model], **kwargs: Any) -> None:
    """A page was saved as a whole, or deleted; a draft only updates some fields and is not seen."""
    if issubclass(sender, Page) and kwargs.get("update_fields") is None and not kwargs.get("raw"):
        raise_version()


def follow(*models_that_readers_see: type[models.Model]) -> None:
    """Raises the version whenever one of these is saved or deleted."""
    for model in models_that_readers_see:
        for signal in (post_save, post_delete):
            signal.connect(raise_version, sender=model, dispatch_uid=f"version.{model._meta.label}")
