"""The one gate: what an anonymous reader may see.

Pages, archives, feeds, sitemap, search and API all pass it. A page is visible when it is live,
has not expired, and neither it nor a page above it is private.
"""

from typing import TypeVar

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction

AnyPageQuerySet = TypeVar("AnyPageQuerySet", bound=PageQuerySet)


def visible(pages: AnyPageQuerySet) -> AnyPageQuerySet:
    """The pages of a queryset that everybody may see. Costs no query of its own.

    A private section is a page with a restriction and all that stand below it: those whose
    path in the tree begins with its path.
    """
    unexpired = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    above = Substr(OuterRef("path"), 1, Length("page__path"))
    private = Exists(PageViewRestriction.objects.filter(page__path=above))
    return pages.live().filter(unexpired).exclude(private)


def is_visible(page: Page) -> bool:
    """Whether everybody may see one page; costs one query."""
    return bool(page.live) and visible(Page.objects.filter(pk=page.pk)).exists()


class VisiblePageQuerySet(PageQuerySet):
    def visible(self) -> "VisiblePageQuerySet":
        return visible(self)


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)
