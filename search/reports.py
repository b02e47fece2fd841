"""The report of what nobody found."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import F, Max, OuterRef, QuerySet, Subquery, Sum
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import ButtonsColumnMixin, Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button, ListingButton

from cms.templatetags.site_tags import long_date
from search import unfound
from search.models import SearchSettings, UnfoundQuery

# What a spreadsheet takes for the beginning of a formula. Anybody can search for one.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "|", "%")
TITLE = _("What nobody found")
PROMOTE = "wagtailsearchpromotions.add_searchpromotion"


def outcome(row: dict[str, Any]) -> str:
    """What visitors saw on the last day, in words."""
    return str(UnfoundQuery.Way(row["outcome"]).label)


def last_day(row: dict[str, Any]) -> str:
    """The day alone: Wagtail's column would tell hours that nobody knows."""
    return long_date(row["last_day"])


def harmless(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(BEGINS_A_FORMULA) else words


class WordsColumn(ButtonsColumnMixin, TitleColumn):
    """The words, in their own direction, and what can be done about them."""

    def get_value(self, instance: dict[str, Any]) -> str:
        return format_html("<bdi>{}</bdi>", instance["query"])

    def get_buttons(self, instance: dict[str, Any], parent_context: Any) -> list[ListingButton]:
        """One button for each right that the user has."""
        user, words = parent_context["request"].user, instance["query"]
        synonym = reverse("wagtailsnippets_search_synonyms:add")
        promotion, deletion = reverse("wagtailsearchpromotions:add"), reverse("unfound:delete")
        # What stands on a button is short, for phones; what it does is told to those who hear it.
        choices = [
            ("search.add_synonyms", _("Synonym"), _("Make a synonym of %s"), synonym, "words"),
            (PROMOTE, _("Promote"), _("Promote a page for %s"), promotion, "query"),
            ("search.delete_unfoundquery", _("Dealt with"), _("Dealt with: %s"), deletion, "query"),
        ]
        return [
            ListingButton(
                label,
                url=f"{address}?{urlencode({name: words})}",
                attrs={"aria-label": spoken % words},
                priority=place,
            )
            for place, (right, label, spoken, address, name) in enumerate(choices)
            if user.has_perm(right)
        ]


class UnfoundFilterSet(WagtailFilterSet):
    """The last days, and what visitors saw."""

    days = ChoiceFilter(
        label=_("Period"),
        method="since",
        choices=[("7", _("The last 7 days")), ("30", _("The last 30 days"))],
        empty_label=_("The last 90 days"),
        widget=forms.RadioSelect,
    )
    outcome = ChoiceFilter(
        label=_("What visitors saw"),
        choices=UnfoundQuery.Way.choices,
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = UnfoundQuery
        fields: list[str] = []

    def since(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(day__gt=unfound.today() - datetime.timedelta(days=int(value)))


class UnfoundReportView(ReportView):
    """One row for each query: how often it found nothing, and when last."""

    model = UnfoundQuery
    permission_required = "view"
    page_title = TITLE
    header_icon = "search"
    is_searchable = True
    search_fields = ["query"]
    filterset_class = UnfoundFilterSet
    results_template_name = "search/admin/unfound_results.html"
    template_name = "wagtailadmin/reports/base_report.html"
    index_url_name = "unfound:index"
    index_results_url_name = "unfound:results"
    default_ordering = "-times"
    columns = [
        WordsColumn("query", label=_("Words"), sort_key="query", width="50%"),
        NumberColumn("times", label=_("Times"), sort_key="times", width="10%"),
        Column("last_day", label=_("Last day"), accessor=last_day, sort_key="last_day", width="15%"),
        Column("outcome", label=_("What visitors saw"), accessor=outcome),
    ]
    export_filename = "what-nobody-found"
    list_export = ["query", "times", "last_day", "outcome"]
    export_headings = {
        "query": _("Words"),
        "times": _("Times"),
        "last_day": _("Last day"),
        "outcome": _("What visitors saw"),
    }
    custom_field_preprocess = {"query": {"csv": harmless}}

    def get_base_queryset(self) -> QuerySet:
        oldest = unfound.today() - datetime.timedelta(days=unfound.DAYS_TO_KEEP)
        last = UnfoundQuery.objects.filter(query=OuterRef("query")).order_by("-day")
        rows = UnfoundQuery.objects.filter(day__gt=oldest).values("query")
        return rows.annotate(
            times=Sum("count"), last_day=Max("day"), outcome=Subquery(last.values("way")[:1])
        )

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """In the chosen order; what is alike in it, by the words."""
        return super().order_queryset(queryset).order_by(*self._order(), "query")

    def _order(self) -> list[Any]:
        name = self.ordering.lstrip("-")
        return [F(name).desc() if self.ordering.startswith("-") else F(name).asc()]

    def to_row_dict(self, item: dict[str, Any]) -> dict[str, Any]:
        return {**super().to_row_dict(item), "outcome": outcome(item)}

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_more_buttons
        if self.user_has_permission("delete"):
            delete = Button(_("Delete all"), url=reverse("unfound:delete_all"), icon_name="bin", priority=200)
            buttons.append(delete)
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = [SearchSettings._meta.app_label, SearchSettings._meta.model_name]
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "is_on": unfound.is_on(),
            "settings_url": reverse("wagtailsettings:edit", args=names),
            "days": unfound.DAYS_TO_KEEP,
        }
