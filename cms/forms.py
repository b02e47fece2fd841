"""The editor's form of a page."""

from typing import Any

from django.conf import settings
from django.urls import resolve
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.addresses import HOME_DEPTH
from cms.lite import ELSEWHERE
from cms.media.consent.publishing import refusal, waiting_pictures


class PageForm(WagtailAdminPageForm):
    """Keeps pages below a home page from addresses that belong to something else."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        slug, parent = cleaned.get("slug"), self.parent_page
        if slug and parent and parent.depth == HOME_DEPTH and is_taken(slug):
            self.add_error("slug", _("This address belongs to a part of the site. Choose another slug."))
        if self._is_publishing() and (images := waiting_pictures(self.instance, cleaned)):
            self.add_error(None, refusal(images, is_html=self._is_in_the_editor()))
        return cleaned

    def _is_in_the_editor(self) -> bool:
        return any(name.startswith("action-") for name in self.data)

    def _is_publishing(self) -> bool:
        """Whether readers, or whoever approves, are to see the page after this; a draft may be unfinished."""
        if self.is_deferred_validation or "action-cancel-workflow" in self.data:
            return False
        return self.data.get("workflow-action-name", "approve") == "approve"


def is_taken(slug: str) -> bool:
    """Whether something else than a page answers at this address, or just below it."""
    if f"/{slug}/" in ELSEWHERE or slug in dict(settings.LANGUAGES):
        return True
    paths = (f"/{slug}/", f"/{slug}/1/", f"/{slug}/login/")
    return any(resolve(path).url_name != "wagtail_serve" for path in paths)
