"""The one gate: what an anonymous reader may see.

Pages, archives, feeds, sitemap, search and API all pass it. A page is visible when it is live,
has not expired, and neither it nor a page above it is private. A document is visible when a visible
page shows it, and neither its collection nor one above that is private.
"""

import datetime
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, Max, Min, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Length, Substr
from django.utils import timezone
from wagtail.models import (
    CollectionViewRestriction,
    Page,
    PageManager,
    PageQuerySet,
    PageViewRestriction,
    ReferenceIndex,
)

AnyPageQuerySet = TypeVar("AnyPageQuerySet", bound=PageQuerySet)
AnyUploads = TypeVar("AnyUploads", bound="QuerySet[Any]")


def visible(pages: AnyPageQuerySet) -> AnyPageQuerySet:
    """The pages of a queryset that everybody may see. Costs no query of its own.

    A private section is a page with a restriction and all that stand below it: those whose
    path in the tree begins with its path.
    """
    unexpired = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    above = Substr(OuterRef("path"), 1, Length("page__path"))
    private = Exists(PageViewRestriction.objects.filter(page__path=above))
    return pages.live().filter(unexpired).exclude(private)


def next_expiry() -> datetime.datetime | None:
    """When the next live page expires: until then what was made of pages holds. Costs one query."""
    later = Page.objects.live().filter(expire_at__gt=timezone.now()).order_by("expire_at")
    moment: datetime.datetime | None = later.values_list("expire_at", flat=True).first()
    return moment


def expiries() -> tuple[datetime.datetime | None, datetime.datetime | None]:
    """When the last page that is still live expired, and when the next one will. Costs one query."""
    now = timezone.now()
    found = (
        Page.objects.live()
        .filter(expire_at__isnull=False)
        .aggregate(
            last=Max("expire_at", filter=Q(expire_at__lte=now)),
            next=Min("expire_at", filter=Q(expire_at__gt=now)),
        )
    )
    return found["last"], found["next"]


def is_visible(page: Page) -> bool:
    """Whether everybody may see one page; costs one query."""
    return bool(page.live) and visible(Page.objects.filter(pk=page.pk)).exists()


def in_public_collections(uploads: AnyUploads) -> AnyUploads:
    """Those uploads of a queryset that are in no private collection. Costs no query of its own."""
    above = Substr(OuterRef("collection__path"), 1, Length("collection__path"))
    return uploads.exclude(Exists(CollectionViewRestriction.objects.filter(collection__path=above)))


def visible_documents(documents: AnyUploads) -> AnyUploads:
    """The documents of a queryset that everybody may read. Costs no query of its own."""
    kind = ContentType.objects.get_for_model(documents.model)
    shown = _shown().filter(to_content_type=kind, to_object_id=Cast(OuterRef("pk"), CharField()))
    return in_public_collections(documents).filter(Exists(shown))


def pages_showing(upload: Model) -> PageQuerySet:
    """The visible pages that show an upload, by themselves or within a text that pages share."""
    page_kind = _page_kind()
    kind = ContentType.objects.get_for_model(upload)
    holders = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id=str(upload.pk))
    found: set[str] = set()
    for holder_kind, pk in set(holders.values_list("base_content_type", "object_id")):
        if holder_kind == page_kind.pk:
            found.add(pk)
        else:
            shared = ReferenceIndex.objects.filter(to_content_type=holder_kind, to_object_id=pk)
            found.update(shared.filter(base_content_type=page_kind).values_list("object_id", flat=True))
    return visible(Page.objects.filter(pk__in=found))


def _shown() -> "QuerySet[ReferenceIndex]":
    """What visible pages hold, and what is held by what they hold, such as a text that pages share.

    Wagtail's index follows what is stored in the live page, not its drafts. A page that another one
    links to is not held by it: it may be private.
    """
    page_kind = _page_kind()
    seen = visible(Page.objects.all()).annotate(key=Cast("pk", CharField())).values("key")
    by_pages = Q(base_content_type=page_kind, object_id__in=seen)
    held = ReferenceIndex.objects.filter(
        by_pages, to_content_type=OuterRef("base_content_type"), to_object_id=OuterRef("object_id")
    )
    return ReferenceIndex.objects.filter(by_pages | (~Q(base_content_type=page_kind) & Exists(held)))


def _page_kind() -> ContentType:
    return ContentType.objects.get_for_model(Page)


class VisiblePageQuerySet(PageQuerySet):
    def visible(self) -> "VisiblePageQuerySet":
        return visible(self)


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)
