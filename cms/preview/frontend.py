"""The editor's preview in a frontend: a second mode beside the site's own, where FRONTEND_URL is set."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PreviewableMixin

from cms.lite import full_form
from cms.preview.tokens import token_for

IN_FRONTEND = "frontend"
# With a name of its own: the translation editor makes an address of each mode but the first.
ON_SITE = "site"
HEADERS = {
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
}


class FrontendPreviewMixin(PreviewableMixin):
    """A page whose drafts a frontend can show."""

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The frontend first, since that is where readers read; the site's own preview alone without one."""
        if not settings.FRONTEND_URL:
            modes: list[tuple[str, Any]] = super().preview_modes
            return modes
        return [(IN_FRONTEND, _("In the frontend")), (ON_SITE, _("On this site"))]

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        extra_request_attrs: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Leads an editor to the frontend. Nobody else gets a token, whatever the mode."""
        if preview_mode == IN_FRONTEND and settings.FRONTEND_URL and original_request is not None:
            editor = original_request.user
            if editor.is_authenticated:
                query = urlencode({"token": token_for(self, editor), "path": path_of(self)})
                return HttpResponseRedirect(f"{settings.FRONTEND_URL}/preview?{query}", headers=HEADERS)
        shown: HttpResponse = super().make_preview_request(
            original_request, preview_mode, extra_request_attrs
        )
        return shown


def path_of(page: Page) -> str:
    """Where the page stands, or will stand, on the site; empty outside of it."""
    with full_form():
        parts = page.get_url_parts()
    return str(parts[2]) if parts else ""
