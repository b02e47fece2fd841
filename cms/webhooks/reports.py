"""The log of what was sent to webhooks."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from cms.webhooks.models import Webhook, WebhookDelivery
from cms.webhooks.outbox import DAYS_TO_KEEP
from cms.webhooks.states import State

TITLE = _("Sent to webhooks")


def outcome(delivery: WebhookDelivery) -> str:
    """What became of it, with the reason where it failed."""
    parts = [delivery.get_state_display(), delivery.status, delivery.get_problem_display()]
    return " · ".join(str(part) for part in parts if part)


class LogFilterSet(WagtailFilterSet):
    webhook = ModelChoiceFilter(label=_("Webhook"), queryset=Webhook.objects.all(), empty_label=_("All"))
    state = ChoiceFilter(label=_("State"), choices=State.choices, empty_label=_("All"))

    class Meta:
        model = WebhookDelivery
        fields: list[str] = ["webhook", "state"]


class LogView(ReportView):
    """One row for each message and webhook, the newest first."""

    model = WebhookDelivery
    permission_required = "view"
    page_title = TITLE
    header_icon = "link-external"
    filterset_class = LogFilterSet
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "webhooks/log_results.html"
    index_url_name = "webhook_log:index"
    index_results_url_name = "webhook_log:results"
    default_ordering = "-created_at"
    columns = [
        TitleColumn("event", label=_("Event"), get_url=lambda delivery: delivery.webhook.get_absolute_url()),
        Column("object_id", label=_("Number")),
        Column("webhook", label=_("Webhook")),
        Column("outcome", label=_("State"), accessor=outcome),
        Column("attempts", label=_("Attempts")),
        DateColumn("created_at", label=_("Time"), sort_key="created_at"),
    ]
    export_filename = "webhooks"
    list_export = ["message_id", "event", "object_id", "webhook", "state", "status", "attempts", "created_at"]

    def get_base_queryset(self) -> QuerySet[WebhookDelivery]:
        return WebhookDelivery.objects.select_related("webhook").defer("body", "webhook__secret")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"days": DAYS_TO_KEEP}
