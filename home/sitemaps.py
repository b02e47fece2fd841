"""The list of public addresses for search engines."""

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, PageQuerySet

from cms.visibility import visible


class PageSitemap(Sitemap):
    """Every page that everybody may see, in every language."""

    limit = 5_000

    def items(self) -> PageQuerySet:
        roots = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        pages = Page.objects.none()
        for root in roots:
            pages |= Page.objects.descendant_of(root, inclusive=True)
        return visible(pages).order_by("path").defer_streamfields().specific()
