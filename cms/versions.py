"""One number that stands for everything readers can see, so that caches know when to forget.

What is made from content (menus, bodies, lists of related posts) is cached under this number.
It is kept in the database and raised in the transaction that changes the content, so every
process sees it at once: one query tells whether anything cached is still true.
"""

import datetime
import hashlib
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, models
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
# As statements: Django would need half as long to build one as a kept answer takes.
READ = f"SELECT number, raised_at, next_expiry FROM cms_contentversion WHERE id = {ROW}"  # noqa: S608  # no input
RAISE = f"UPDATE cms_contentversion SET number = number + 1, raised_at = %s WHERE id = {ROW}"  # noqa: S608
# A statement of its own: it sees what was committed while the first one waited for the row.
LOOK_AHEAD = (
    "UPDATE cms_contentversion SET next_expiry ="  # noqa: S608  # no input
    f" (SELECT MIN(expire_at) FROM wagtailcore_page WHERE live AND expire_at > %s) WHERE id = {ROW}"
)
# The files that make answers of content.
MAKERS = (".py", ".html", ".mo")
# Sent in the transaction that raises the number.
version_raised = Signal()


class Row(NamedTuple):
    """The number, when it was raised, and when the first page expires of those that did not then."""

    number: int = 0
    raised_at: datetime.datetime = NEVER
    next_expiry: datetime.datetime | None = None


def current() -> int:
    """The number now. Costs one query."""
    return _read().number


def _read() -> Row:
    with connection.cursor() as cursor:
        cursor.execute(READ)
        found = cursor.fetchone()
    if found is None:
        return Row()
    number, raised_at, next_expiry = found
    return Row(number, in_utc(raised_at), next_expiry and in_utc(next_expiry))


def in_utc(moment: datetime.datetime) -> datetime.datetime:
    """A moment as the database gives it; SQLite knows no time zones."""
    return moment if timezone.is_aware(moment) else moment.replace(tzinfo=datetime.UTC)


def row_of(request: HttpRequest) -> Row:
    """What stood in the database when a request first asked for it; nothing for a preview."""
    if _is_preview(request):
        return Row()
    row: Row = once(request, "_content_row", _read)
    return row


def version_of(request: HttpRequest) -> str:
    """The number for a request and the release, read once. A preview has one of its own: it is not cached.

    The lite form has its own too: what was made in one form is never shown in the other.
    """
    if _is_preview(request):
        return str(once(request, "_preview_version", lambda: uuid.uuid4().hex))
    return f"{named_version(row_of(request).number)}{'.lite' * is_lite()}"


def _is_preview(request: HttpRequest) -> bool:
    return bool(getattr(request, "is_preview", False))


def once(request: HttpRequest, name: str, read: Callable[[], Any]) -> Any:
    """What is read once for a request and kept with it."""
    known = getattr(request, "_request", request).__dict__  # REST framework wraps the request
    if name not in known:
        known[name] = read()
    return known[name]


def named_version(number: int) -> str:
    """A number as caches know it that may outlive a release, which makes other things of the same content."""
    return f"{number}.{release()}"


@cache
def release() -> str:
    """What tells this code from that of another release."""
    digest = hashlib.sha256()
    packages = [path.parent for path in settings.BASE_DIR.glob("*/__init__.py")]
    files = [path for package in packages for path in package.rglob("*") if path.suffix in MAKERS]
    for path in sorted([*files, *settings.BASE_DIR.glob("requirements.lock")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


class _Together(threading.local):
    """Whether changes of this thread are gathered, and whether there was one."""

    is_open = False
    has_changed = False


_together = _Together()


@contextmanager
def raised_once() -> Iterator[None]:
    """Within a transaction: the changes of this block raise the number once, when it ends."""
    if _together.is_open:
        yield
        return
    _together.is_open, _together.has_changed = True, False
    try:
        yield
    finally:
        _together.is_open = False
    if _together.has_changed:
        raise_version()


def raise_version(**kwargs: Any) -> None:
    """A signal receiver: something that readers see has changed."""
    if _together.is_open:
        _together.has_changed = True
        return
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(RAISE, [now])
        if not cursor.rowcount:
            ContentVersion.objects.get_or_create(pk=ROW)
            cursor.execute(RAISE, [now])
        cursor.execute(LOOK_AHEAD, [now])
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
