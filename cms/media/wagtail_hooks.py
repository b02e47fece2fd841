from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.actions import ActionRegistry
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.media.consent.listing import NobodyIsShown
from cms.media.consent.panel import PicturesPanel
from cms.media.consent.publishing import PublishAction
from cms.media.consent.views import picture_urls, refuse_many
from cms.media.consent.withdrawal import LOG_ACTION
from cms.media.covering.lists import DOWNLOADED, TITLE
from cms.media.covering.models import KeptOriginal
from cms.media.covering.replacing import ACTION
from cms.media.covering.viewsets import cover_urls
from cms.media.models import Document, Image
from cms.media.privacy import settle
from cms.media.views import refuse_what_is_closed
from cms.media.viewsets import document_urls


# Before Wagtail's own, which have the same addresses.
@hooks.register("register_admin_urls", order=-1)
def register_screens() -> list[Any]:
    return [*document_urls, *picture_urls, *cover_urls]


@hooks.register("register_log_actions")
def register_covers(actions: Any) -> None:
    actions.register_action(ACTION, _("Cover a picture"), _("Covered a picture for good"))
    actions.register_action(DOWNLOADED, _("Download an original"), _("Downloaded the uncovered original"))


class OriginalsMenuItem(MenuItem):
    """An entry for administrators, where there is anything."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser) and KeptOriginal.objects.exists()


@hooks.register("register_reports_menu_item")
def register_originals() -> MenuItem:
    return OriginalsMenuItem(TITLE, reverse("kept_originals"), icon_name="lock", order=1300)


@hooks.register("insert_global_admin_js")
def lead_to_covers() -> str:
    """Beside each picture that was just uploaded or chosen, a link to the screen that covers faces."""
    return format_html('<script defer src="{}"></script>', static("covering/links.js"))


# Before Wagtail's own, which asks for the password of a private collection.
@hooks.register("before_serve_document", order=-1)
def close_documents(document: Document, request: HttpRequest) -> None:
    refuse_what_is_closed(request, document)


@hooks.register("insert_global_admin_js")
def load_the_controller_of_answers() -> str:
    """On every screen: pictures are uploaded in the chooser, too, which loads no scripts."""
    return format_html('<script src="{}"></script>', versioned_static("cms/admin/consent.js"))


hooks.register("register_bulk_action", NobodyIsShown)
hooks.register("before_bulk_action", refuse_many)


@hooks.register("register_actions")
def guard_what_scripts_publish(registry: ActionRegistry) -> None:
    registry.register(Page, PublishAction)


@hooks.register("register_log_actions")
def register_withdrawal(actions: Any) -> None:
    label = _("Withdrew a picture")
    actions.register_action(LOG_ACTION, label, label)


@hooks.register("construct_homepage_panels")
def tell_of_pictures(request: HttpRequest, panels: list[Any]) -> None:
    if policy_registry.get_by_type(Image).user_has_any_permission(request.user, ["change"]):
        panels.append(PicturesPanel(request))


@hooks.register("after_bulk_action")
def follow_uploads_into_a_collection(
    request: HttpRequest, action_type: str, uploads: Sequence[Model], action: Any
) -> None:
    """Wagtail puts many uploads into a collection past the signals of their models."""
    if action_type == "add_to_collection" and uploads:
        settle(type(uploads[0])._default_manager.all())
