"""The one gate: what an anonymous reader may see.

Pages, archives, feeds, sitemap, search and API all pass it. A page is visible when it is live,
has not expired, and neither it nor a page above it is private.
"""

from typing import TypeVar

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageManager, PageQuerySet

AnyPageQuerySet = TypeVar("AnyPageQuerySet", bound=PageQuerySet)


def visible(pages: AnyPageQuerySet) -> AnyPageQuerySet:
    """The pages of a queryset that everybody may see. Costs one query for the private sections."""
    unexpired = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    return pages.live().public().filter(unexpired)


class VisiblePageQuerySet(PageQuerySet):
    def visible(self) -> "VisiblePageQuerySet":
        return visible(self)


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)


def is_visible(page: Page) -> bool:
    """Whether everybody may see one page; the gate for a page that is already at hand."""
    expired = page.expire_at is not None and page.expire_at <= timezone.now()
    return page.live and not expired and not page.get_view_restrictions().exists()
