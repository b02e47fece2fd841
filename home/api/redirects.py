"""The resource redirects/: where a path leads that holds no page any more."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.http import Http404
from typing_extensions import TypedDict
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.api.page_shapes import PageReference
from cms.api.parameters import Parameter, refused, required, text
from cms.api.single import SingleAPIViewSet
from home.wordpress.links.leading import Lead, lead_from

PATH = required(text("a path of the site with its language, such as /ur/old-address/"))

NONE = "There is no redirect from this path."


class RedirectDetail(TypedDict):
    """Where a path leads: `target` is a path of the site or an address elsewhere, `page` what stands there.

    `page` is null where the target is no page of this site.
    """

    path: str
    target: str
    is_permanent: bool
    page: PageReference | None


class RedirectsAPIViewSet(SingleAPIViewSet):
    """The redirect of one path, as the site itself would follow it: an editor's, or an old site's."""

    model = Redirect
    detail_shape = RedirectDetail
    list_parameters: Mapping[str, Parameter] = {"path": PATH, **SingleAPIViewSet.list_parameters}

    def answer(self) -> RedirectDetail:
        """The redirect of the path. Raises Http404 where there is none that everybody may follow."""
        path = self.asked["path"]
        if found := self._redirect(path):
            page = self._page(found.redirect_page_id)
            if (found.redirect_page_id and page is None) or not found.link:
                raise Http404(NONE)
            target, is_permanent = found.link, found.is_permanent
        else:
            lead = self._lead(path)
            page = self._page(lead.page.pk) if lead.page else None
            target, is_permanent = lead.address, True
        return RedirectDetail(
            path=path, target=target, is_permanent=is_permanent, page=self.shapes.reference(page)
        )

    def _lead(self, path: str) -> Lead:
        """Where an address of the site before this one leads. Raises Http404 for what nobody knows."""
        parts = urlsplit(path)
        if lead := lead_from(self.request, parts.path, parts.query):
            return lead
        raise Http404(NONE)

    def _redirect(self, path: str) -> Redirect | None:
        """First with its query, then without, as the site does."""
        try:
            asked = Redirect.normalise_path(path, decode_unicode=False)
            plain = urlsplit(asked).path
        except ValueError:
            asked = plain = ""
        if not path.startswith("/") or path.startswith("//") or not asked:
            raise refused("path", path, PATH.takes)
        found: Redirect | None = get_redirect(self.request, asked)
        return found or (get_redirect(self.request, plain) if plain != asked else None)

    def _page(self, pk: int | None) -> Page | None:
        pages = self.shapes.reachable(Page.objects.filter(pk=pk))
        page: Page | None = pages.select_related("locale").first()
        return page
