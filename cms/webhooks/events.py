"""What happened, as receivers learn of it: found by comparing what is public with what they know."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.transaction import atomic
from wagtail.models import Page, Site

from cms.lite import full_form
from cms.visibility import visible
from cms.webhooks import resources
from cms.webhooks.models import AnnouncedPage

CHUNK = 500


@dataclass(frozen=True)
class Message:
    """One event: its name, and what is said of it."""

    event: str
    resource: str
    locale: str | None
    data: dict[str, Any] = field(hash=False)

    @property
    def object_id(self) -> int | None:
        return self.data.get("id")


@dataclass(frozen=True)
class PublicPage:
    """A page that everybody may see."""

    id: int
    resource: str
    type: str
    locale: str
    path: str
    origin: str

    def data(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "resource": self.resource,
            "type": self.type,
            "locale": self.locale,
            "path": self.path,
            "html_url": f"{self.origin}{self.path}",
            "detail_url": f"{self.origin}{resources.detail_path(self.resource, self.id)}",
        }

    def row(self) -> AnnouncedPage:
        return AnnouncedPage(
            page_id=self.id, resource=self.resource, type=self.type, locale=self.locale, path=self.path
        )


def compare(ids: Collection[int], published: Collection[int] = ()) -> list[Message]:
    """What receivers must learn of some pages, whether they are there or not.

    Their rows are brought up to date. `published` are pages that were published just now, whose
    content may have changed where nothing else did.
    """
    messages: list[Message] = []
    for chunk in _chunks(sorted(ids)):
        with atomic():
            known = AnnouncedPage.objects.select_for_update().in_bulk(chunk)
            now = {page.id: page for page in _public(chunk)}
            there = set(Page.objects.filter(pk__in=known.keys() - now.keys()).values_list("pk", flat=True))
            for pk in chunk:
                messages += _happened(known.get(pk), now.get(pk), pk in published, pk in there)
            AnnouncedPage.objects.filter(pk__in=known.keys() - now.keys()).delete()
            new = [page.row() for pk, page in now.items() if not _is_as_known(known.get(pk), page)]
            AnnouncedPage.objects.bulk_create(
                new,
                update_conflicts=True,
                unique_fields=["page_id"],
                update_fields=["resource", "type", "locale", "path"],
            )
    return messages


def take_stock() -> list[Message]:
    """What receivers must learn of all pages; their rows are brought up to date.

    Before a first webhook nobody listened: then it only notes what is public.
    """
    pages = set(Page.objects.values_list("pk", flat=True))
    return compare(pages | set(AnnouncedPage.objects.values_list("pk", flat=True)))


def below(branches: Iterable[str]) -> set[int]:
    """The ids of the pages in some branches of the tree, their roots among them."""
    found: set[int] = set()
    for path in branches:
        found.update(Page.objects.filter(path__startswith=path).values_list("pk", flat=True))
    return found


def _happened(
    known: AnnouncedPage | None, page: PublicPage | None, is_published: bool, is_there: bool
) -> Iterator[Message]:
    if page is None:
        if known is not None:
            yield _withdrawn(known, "unpublished" if is_there else "deleted")
        return
    if known is None or is_published:
        yield _message(page, "published", page.data())
    if known is not None and known.path != page.path:
        yield _message(page, "moved", {**page.data(), "former_path": known.path})


def _message(page: PublicPage, verb: str, data: dict[str, Any]) -> Message:
    return Message(resources.event(page.resource, verb), page.resource, page.locale, data)


def _withdrawn(known: AnnouncedPage, verb: str) -> Message:
    """Says no more than what the receiver needs for forgetting the page."""
    data = {
        "id": known.page_id,
        "resource": known.resource,
        "locale": known.locale,
        "former_path": known.path,
    }
    return Message(resources.event(known.resource, verb), known.resource, known.locale, data)


def _is_as_known(known: AnnouncedPage | None, page: PublicPage) -> bool:
    return known is not None and (known.resource, known.type, known.locale, known.path) == (
        page.resource,
        page.type,
        page.locale,
        page.path,
    )


@full_form()
def _public(ids: Iterable[int]) -> list[PublicPage]:
    """Those of some pages that everybody may see on one of the sites."""
    has_sites = len({path.site_id for path in Site.get_site_root_paths()}) > 1
    found = []
    for page in visible(Page.objects.filter(pk__in=ids)).select_related("locale"):
        model = page.specific_class
        parts = page.get_url_parts()
        if not model or not parts or not parts[2]:
            continue
        found.append(
            PublicPage(
                id=page.pk,
                resource=resources.resource_of(model),
                type=model._meta.label,
                locale=page.locale.language_code,
                path=parts[2],
                origin=parts[1] if has_sites else settings.SITE_URL,
            )
        )
    return found


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
