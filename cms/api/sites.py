"""Which pages a request can reach at all: those of its site that pass the gate."""

from functools import cached_property
from typing import Any

from django.db.models import Q
from wagtail.models import PageQuerySet, Site

from cms.visibility import visible


class OnSite:
    """A view that shows pages of the request's site, in all languages, to everybody alike."""

    request: Any

    @cached_property
    def roots(self) -> dict[str, str]:
        """The addresses in the tree of the site's home pages, by language.

        Wagtail keeps them in the cache; the database is asked only where there are several sites.
        """
        paths = Site.get_site_root_paths()
        if len({path.site_id for path in paths}) > 1:
            site = Site.find_for_request(self.request)
            paths = [path for path in paths if site and path.site_id == site.pk]
        return {path.language_code: path.root_path for path in paths}

    def reachable(self, pages: PageQuerySet) -> PageQuerySet:
        """The pages of a queryset that stand on this site and pass the one gate."""
        on_site = Q(pk__in=[])
        for root in self.roots.values():
            on_site |= Q(url_path__startswith=root)
        return visible(pages).filter(on_site)
