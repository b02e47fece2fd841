"""The one gate: what an anonymous reader may see.

Pages, archives, feeds, sitemap, search and API all pass it. A page is visible when it is live,
has not expired, and neither it nor a page above it is private. A picture is visible when neither its
collection nor one above that is private and nobody in it is at risk (cms/consent.py). A document of no
private collection needs a visible page that shows it, or an editor who said that its address may be sent
around.
"""

import datetime
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Exists,
    Max,
    Min,
    Model,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.db.models.functions import Cast, Length, Substr
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageManager,
    PageQuerySet,
    PageViewRestriction,
    ReferenceIndex,
)

from cms.consent import has_answers, may_be_shown

AnyPageQuerySet = TypeVar("AnyPageQuerySet", bound=PageQuerySet)
AnyUploads = TypeVar("AnyUploads", bound="QuerySet[Any]")


def visible(pages: AnyPageQuerySet, now: Any = None) -> AnyPageQuerySet:
    """The pages of a queryset that everybody may see. Costs no query of its own.

    A private section is a page with a restriction and all that stand below it: those whose
    path in the tree begins with its path. `now` may be an expression for the moment, in SQL that is kept.
    """
    above = Substr(OuterRef("path"), 1, Length("page__path"))
    private = Exists(PageViewRestriction.objects.filter(page__path=above))
    return unexpired(pages, now).exclude(private)


def unexpired(pages: AnyPageQuerySet, now: Any = None) -> AnyPageQuerySet:
    """The published pages of a queryset, private ones among them. Costs no query of its own."""
    return pages.live().filter(Q(expire_at__isnull=True) | Q(expire_at__gt=now or timezone.now()))


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


def opens_for(page: Page, request: HttpRequest) -> bool:
    """Whether whoever asks may see one page: as everybody, or past the restrictions above it."""
    if is_visible(page):
        return True
    is_published = unexpired(Page.objects.filter(pk=page.pk)).exists()
    return is_published and all(lock.accept_request(request) for lock in page.get_view_restrictions())


def publishable(uploads: AnyUploads) -> AnyUploads:
    """Those uploads of a queryset that nothing keeps from the public: no private collection, no person.

    Costs no query of its own. What it says is kept in each row as `is_hidden`: see cms/media/privacy.py.
    """
    in_public = uploads.exclude(_restricted("collection__path"))
    return in_public.filter(may_be_shown()) if has_answers(uploads.model) else in_public


def is_publishable(upload: Any) -> bool:
    """The same for an upload that may not be saved yet; costs one query."""
    waits = has_answers(type(upload)) and upload.reason_to_wait
    return not (waits or is_in_private_collection(upload))


def is_in_private_collection(upload: Any) -> bool:
    """Whether an upload that may not be saved yet belongs to a private collection; costs one query."""
    return private_collections().filter(pk=upload.collection_id).exists()


def private_collections() -> "QuerySet[Collection]":
    """The collections that have a restriction, and all below them."""
    collections: QuerySet[Collection] = Collection.objects.filter(_restricted("path"))
    return collections


def _restricted(path: str) -> Exists:
    above = Substr(OuterRef(path), 1, Length("collection__path"))
    return Exists(CollectionViewRestriction.objects.filter(collection__path=above))


def visible_documents(documents: AnyUploads) -> AnyUploads:
    """The documents of a queryset that everybody may read. Costs no query of its own."""
    kind = ContentType.objects.get_for_model(documents.model)
    shown = _shown().filter(to_content_type=kind, to_object_id=Cast(OuterRef("pk"), CharField()))
    return publishable(documents).filter(Q(opens_by_address=True) | Exists(shown))


def pages_showing(upload: Model) -> PageQuerySet:
    """The visible pages that show an upload; none where it is hidden."""
    pages = visible(pages_holding(upload))
    if not hasattr(upload, "collection_id"):
        return pages
    public = publishable(type(upload)._default_manager.filter(pk=upload.pk))
    return pages.filter(Exists(public))


def pages_holding(upload: Model) -> PageQuerySet:
    """The pages that name an upload, by themselves or within a text that pages share, hidden ones too."""
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
    pages: PageQuerySet = Page.objects.filter(pk__in=found)
    return pages


def _shown() -> "QuerySet[ReferenceIndex]":
    """What visible pages hold, and what is held by what they hold, such as a text that pages share.

    Wagtail's index follows what is stored in the live page, not its drafts. A page that another one
    links to is not held by it: it may be private.
    """
    page_kind = _page_kind()
    # Asked for each reference by the page's number: a list of all visible pages grows with the site.
    number = Case(When(base_content_type=page_kind, then=Cast("object_id", BigIntegerField())))
    references = ReferenceIndex.objects.annotate(page=number)
    by_pages = Exists(visible(Page.objects.filter(pk=OuterRef("page"))))
    held = references.filter(
        by_pages, to_content_type=OuterRef("base_content_type"), to_object_id=OuterRef("object_id")
    )
    return references.filter(by_pages | (~Q(base_content_type=page_kind) & Exists(held)))


def _page_kind() -> ContentType:
    return ContentType.objects.get_for_model(Page)


class VisiblePageQuerySet(PageQuerySet):
    def visible(self) -> "VisiblePageQuerySet":
        return visible(self)


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)
