from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.webhooks.models import Webhook
from cms.webhooks.reports import TITLE
from cms.webhooks.viewsets import CHANGE, LogViewSet, WebhookViewSet


@hooks.register("register_admin_viewset")
def register_screens() -> list[Any]:
    return [WebhookViewSet(), LogViewSet()]


class LogMenuItem(MenuItem):
    """An entry for those who may look after webhooks."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("webhooks.view_webhookdelivery"))


@hooks.register("register_reports_menu_item")
def register_log() -> MenuItem:
    return LogMenuItem(TITLE, reverse("webhook_log:index"), icon_name="link-external", order=1200)


class TroubleComponent(Component):
    """Says on the dashboard which webhooks do not arrive."""

    name = "webhooks"
    template_name = "webhooks/trouble.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"webhooks": Webhook.objects.troubled()}


@hooks.register("construct_homepage_panels")
def tell_of_trouble(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm(CHANGE) and Webhook.objects.troubled().exists():
        panels.append(TroubleComponent())
