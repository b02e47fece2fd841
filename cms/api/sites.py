"""Which pages a request can reach at all: those of its site that pass the gate."""

from functools import cached_property
from typing import Any

from wagtail.models import PageQuerySet

from cms.sites import home_paths, on_site
from cms.visibility import visible


class OnSite:
    """A view that shows pages of the request's site, in all languages, to everybody alike."""

    request: Any

    @cached_property
    def roots(self) -> dict[str, str]:
        """The addresses in the tree of the site's home pages, by language."""
        return home_paths(self.request)

    def reachable(self, pages: PageQuerySet) -> PageQuerySet:
        """The pages of a queryset that stand on this site and pass the one gate."""
        return on_site(visible(pages), self.request)
