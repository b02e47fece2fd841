"""The screens of the admin: webhooks below Settings, the log of what was sent below Reports."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, TitleColumn
from wagtail.admin.views.generic import (
    CreateView,
    EditView,
    InspectView,
    PermissionCheckedMixin,
)
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from cms.webhooks import sending
from cms.webhooks.forms import WebhookForm
from cms.webhooks.models import Webhook, WebhookDelivery
from cms.webhooks.reports import LogView
from cms.webhooks.signing import new_secret
from cms.webhooks.states import State

CHANGE = "webhooks.change_webhook"
NEWEST = 10


class ToOverviewMixin:
    """What follows saving is the overview: there is the secret, and there it can be tested."""

    object: Webhook

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class WebhookCreateView(ToOverviewMixin, CreateView):
    pass


class WebhookEditView(ToOverviewMixin, EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        overview = Button(
            _("Secret, test and log"), url=self.object.get_absolute_url(), icon_name="view", priority=5
        )
        return [overview, *super().header_more_buttons]


class WebhookView(InspectView):
    """One webhook, with its secret and what was sent last."""

    # Whoever may only look must not see the secret: with it, anybody can write messages as if from here.
    any_permission_required = ["change"]
    page_title = _("Overview")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "deliveries": self.object.deliveries.all()[:NEWEST],
            "log_url": f"{reverse('webhook_log:index')}?webhook={self.object.pk}",
            "waiting": self.object.deliveries.waiting().count(),
        }


class ActionView(PermissionCheckedMixin, View):
    """Something that a button does for one webhook."""

    permission_required = "change"
    model = Webhook
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        webhook = get_object_or_404(Webhook, pk=pk)
        self.act(webhook)
        return redirect(webhook)

    def act(self, webhook: Webhook) -> None:
        raise NotImplementedError


class SendTestView(ActionView):
    def act(self, webhook: Webhook) -> None:
        tell_how_it_went(self.request, sending.send_test(webhook))


class NewSecretView(ActionView):
    def act(self, webhook: Webhook) -> None:
        Webhook.objects.filter(pk=webhook.pk).update(secret=new_secret())
        messages.success(
            self.request,
            _("There is a new secret. Give it to the developer now: messages are signed with it already."),
        )


class SendAgainView(ActionView):
    """Sends one message of the log once more."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        deliveries: QuerySet[WebhookDelivery] = WebhookDelivery.objects.exclude(state=State.OUTDATED)
        delivery = get_object_or_404(deliveries.select_related("webhook"), pk=pk)
        sending.send_again(delivery)
        tell_how_it_went(request, delivery)
        return redirect(delivery.webhook)


def tell_how_it_went(request: HttpRequest, delivery: WebhookDelivery) -> None:
    """What the receiver answered: its status, and no word of its own."""
    if delivery.state == State.DELIVERED:
        messages.success(request, _("Delivered: the receiver answered %s.") % delivery.status)
        return
    answer = f" ({delivery.status})" if delivery.status else ""
    messages.error(request, _("Not delivered. %s") % f"{delivery.get_problem_display()}{answer}")


class WebhookViewSet(ModelViewSet):
    model = Webhook
    name = url_prefix = "webhooks"
    template_prefix = "webhooks/"
    icon = "link-external"
    menu_label = _("Webhooks")
    menu_order = 900
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    add_view_class = WebhookCreateView
    edit_view_class = WebhookEditView
    inspect_view_class = WebhookView
    list_display = [
        TitleColumn("name", label=_("Name"), get_url=lambda webhook: webhook.get_absolute_url()),
        "url",
        BooleanColumn("is_active", label=_("Active")),
        "failing_since",
    ]
    list_filter = ["is_active"]
    ordering = ["name"]

    def get_form_class(self, for_update: bool = False) -> type[WebhookForm]:
        return WebhookForm

    def get_urlpatterns(self) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/test/", SendTestView.as_view(), name="test"),
            path("<int:pk>/new-secret/", NewSecretView.as_view(), name="new_secret"),
            path("again/<int:pk>/", SendAgainView.as_view(), name="again"),
        ]


class LogViewSet(ViewSet):
    """The report of what was sent."""

    name = "webhook_log"
    url_prefix = "webhooks-log"

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", LogView.as_view(), name="index"),
            path("results/", LogView.as_view(results_only=True), name="results"),
        ]
