"""Tells a cache before the site what to forget, once at the end of the transaction that changed it.

By key it forgets all of the API: what changes one page changes lists, counts, menus and neighbours.
By address it forgets the pages concerned, their details and the bare lists.
"""

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.db.models.signals import post_delete, post_save, pre_delete
from django.db.transaction import on_commit
from django.dispatch import receiver
from django.urls import reverse
from django_tasks import task
from wagtail.contrib.frontend_cache.backends import BaseBackend
from wagtail.contrib.frontend_cache.utils import PurgeBatch, get_backends
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed, post_page_move

from cms.addresses import absolute
from cms.api.keys import EVERYTHING
from cms.lite import PREFIX, full_form
from cms.versions import version_raised
from cms.webhooks.resources import resource_of

SECONDS = 2
# What some caches answer where they had nothing to forget.
NOT_KEPT = 404
# Of a branch that moves, so that no editor waits for thousands; the rest expires by itself.
MOST_PAGES = 500

logger = logging.getLogger(__name__)


class FrontendCache(BaseBackend):
    """A cache that takes PURGE: for an address, and with Surrogate-Key for all answers of some keys."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.location = params["LOCATION"]
        self.by_key = params["BY_KEY"]

    def purge(self, url: str) -> None:
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        self._send(f"{parts.path or '/'}{query}", {"Host": parts.netloc})

    def purge_batch(self, urls: Iterable[str]) -> None:
        """Stops where the cache does not answer: an editor may be waiting."""
        with _logged():
            for url in urls:
                self.purge(url)

    def purge_keys(self, keys: Iterable[str]) -> None:
        headers = {"Host": urlsplit(settings.SITE_URL).netloc, "Surrogate-Key": " ".join(keys)}
        with _logged():
            self._send("/", headers)

    def _send(self, path: str, headers: dict[str, str]) -> None:
        request = Request(f"{self.location}{path}", method="PURGE", headers=headers)  # noqa: S310  # an operator's
        try:
            urlopen(request, timeout=SECONDS).close()  # noqa: S310  # the scheme is checked at the start
        except HTTPError as error:
            if error.code != NOT_KEPT:
                raise


@contextmanager
def _logged() -> Iterator[None]:
    """A cache that is down is a line in the log: the page is saved for all that."""
    try:
        yield
    except (OSError, HTTPException) as error:
        logger.warning("The cache at FRONTEND_CACHE_URL could not be told of a change: %s", error)


class _Noted(threading.local):
    """What this thread's transaction changed."""

    def __init__(self) -> None:
        self.urls: set[str] = set()
        self.is_raised = False


_noted = _Noted()


def note(urls: Iterable[str] = ()) -> None:
    """Something that readers see has changed, at some addresses among others."""
    if not settings.WAGTAILFRONTENDCACHE:
        return
    _noted.urls.update(urls)
    _noted.is_raised = True
    on_commit(_purge_noted, robust=True)  # the page is saved: a purge that fails is a line in the log


def _purge_noted() -> None:
    """The first of a transaction's calls finds all that was noted, the others nothing.

    What a rollback left is purged with the next: a purge too many costs one request.
    """
    urls, is_raised = _noted.urls, _noted.is_raised
    _noted.urls, _noted.is_raised = set(), False
    if is_raised:
        purge.enqueue(sorted(urls | set(_lists())))


@task(backend="background")
def purge(urls: list[str]) -> None:
    """Has the cache forget the answers of the API, and some addresses."""
    for backend in get_backends().values():
        if getattr(backend, "by_key", False):
            backend.purge_keys([EVERYTHING])
    PurgeBatch(urls).purge()


@full_form()
def _lists() -> list[str]:
    from cms.urls import api  # the addresses of the whole house, which are read last

    return [absolute(reverse(f"api:{name}:listing")) for name in api._endpoints if name != "preview"]


@full_form()
def addresses(page: Page) -> list[str]:
    """Where a page is read: in both forms, and its detail in the API."""
    parts = page.get_url_parts()
    if not parts or not parts[2]:
        return []
    has_sites = len({path.site_id for path in Site.get_site_root_paths()}) > 1
    origin, path = parts[1] if has_sites else settings.SITE_URL, parts[2]
    found = [f"{origin}{path}", f"{origin}{PREFIX}{path.lstrip('/')}"]
    if name := resource_of(page.specific_class or type(page)):
        found.append(f"{origin}{reverse(f'api:{name}:listing')}{page.pk}/")
    return found


def _note_pages(pages: Iterable[Page]) -> None:
    if settings.WAGTAILFRONTENDCACHE:
        note(address for page in pages for address in addresses(page))


@receiver(version_raised)
def note_a_change(**kwargs: Any) -> None:
    note()


def note_changed_pages(ids: list[int], **kwargs: Any) -> None:
    """Pages were saved, or what they name was; their cards and their index are written by now."""
    if settings.WAGTAILFRONTENDCACHE:
        _note_pages(Page.objects.filter(pk__in=ids))


@receiver(pre_delete)
def note_a_deleted_page(sender: type, instance: Any, **kwargs: Any) -> None:
    if issubclass(sender, Page):
        _note_pages([instance])


@receiver(page_slug_changed)
def note_a_renamed_page(instance: Page, instance_before: Page, **kwargs: Any) -> None:
    _note_moved(instance, instance_before.url_path, instance.url_path)


@receiver(post_page_move)
def note_a_moved_page(instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any) -> None:
    _note_moved(instance, url_path_before, url_path_after)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def note_a_section(instance: PageViewRestriction, **kwargs: Any) -> None:
    """A section became private, or public again."""
    _note_pages(_branch(instance.page))


def _note_moved(page: Page, before: str, after: str) -> None:
    """A page and those below it were read at other addresses until now."""
    if not settings.WAGTAILFRONTENDCACHE:
        return
    pages = list(_branch(page))
    _note_pages(pages)
    for moved in pages:
        moved.url_path = f"{before}{moved.url_path.removeprefix(after)}"
    _note_pages(pages)


def _branch(page: Page) -> Iterable[Page]:
    found: Iterable[Page] = Page.objects.filter(path__startswith=page.path)[:MOST_PAGES]
    return found
