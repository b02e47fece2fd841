"""Which pages a request can reach at all: those of its site that pass the gate."""

from functools import cached_property
from typing import Any

from django.db.models import Q
from wagtail.models import Page, PageQuerySet, Site

from cms.visibility import visible


class OnSite:
    """A view that shows pages of the request's site, in all languages, to everybody alike."""

    request: Any

    @cached_property
    def roots(self) -> list[Page]:
        """The home pages of the request's site: the root and its translations."""
        site = Site.find_for_request(self.request)
        return list(site.root_page.get_translations(inclusive=True).select_related("locale")) if site else []

    def reachable(self, pages: PageQuerySet) -> PageQuerySet:
        """The pages of a queryset that stand on this site and pass the one gate."""
        on_site = Q(pk__in=[])
        for root in self.roots:
            on_site |= Q(path__startswith=root.path)
        return visible(pages).filter(on_site)
