"""The screens of the admin that help people find things: synonyms, promoted results, what nobody found."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.contrib.search_promotions.forms import QueryForm
from wagtail.contrib.search_promotions.views.settings import CreateView as PromotionCreateView
from wagtail.contrib.search_promotions.views.settings import EditView as PromotionEditView
from wagtail.contrib.search_promotions.views.settings import IndexView as PromotionIndexView
from wagtail.contrib.settings.registry import SettingMenuItem
from wagtail.models import Page
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from cms.visibility import visible
from search import analysis
from search.deletion import DeleteAllView, DeleteView
from search.models import SearchSettings, Synonyms
from search.reports import TITLE, UnfoundReportView

LONGEST_PREFILLED = 255


def prefilled(request: HttpRequest, name: str) -> str:
    """Words that a link brings with it into a form."""
    return request.GET.get(name, "").replace("\x00", " ").strip()[:LONGEST_PREFILLED]


class SynonymsCreateView(CreateView):
    """A link can bring the first word with it."""

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "words": prefilled(self.request, "words")}


class SynonymsViewSet(SnippetViewSet):
    model = Synonyms
    icon = "link"
    menu_label = _("Synonyms")
    add_view_class = SynonymsCreateView
    list_display = ["side_by_side"]
    search_fields = ["words"]
    ordering = ["words"]


class PromotedWordsForm(QueryForm):
    """The words of a promoted result, as our search compares them."""

    query_string = forms.CharField(
        label=_("Words"),
        max_length=LONGEST_PREFILLED,
        help_text=_(
            "Readers who search for just these words see the pages below first."
            " Capitals, accents and endings do not matter: “Foods” is “food”."
        ),
    )

    def clean_query_string(self) -> str:
        words = str(self.cleaned_data["query_string"])
        if not analysis.query_groups(words):
            raise forms.ValidationError(_("Write at least one word."))
        return words


class PromotionsView(PromotionIndexView):
    """Without the column of views, since this site counts no searches that find something."""

    columns = [column for column in PromotionIndexView.columns if column.name != "views"]


class TellingOfHidden:
    """Says after a save which of the chosen pages readers do not see yet."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        chosen = Page.objects.filter(searchpromotion__query=self.new_query)  # type: ignore[attr-defined]
        for page in chosen.exclude(pk__in=visible(chosen).values("pk")):
            text = _("“%(page)s” is not published, or is private: readers do not find it yet.")
            messages.warning(self.request, text % {"page": page.get_admin_display_title()})  # type: ignore[attr-defined]
        return answer


class PromoteView(TellingOfHidden, PromotionCreateView):
    """A link can bring the words with it."""

    form_class = PromotedWordsForm

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "query_string": prefilled(self.request, "query")}


class PromotionView(TellingOfHidden, PromotionEditView):
    form_class = PromotedWordsForm


# Stand before those of wagtail.contrib.search_promotions, under the same addresses.
promotion_urls = [
    path("searchpicks/", PromotionsView.as_view()),
    path("searchpicks/results/", PromotionsView.as_view(results_only=True)),
    path("searchpicks/add/", PromoteView.as_view()),
    path("searchpicks/<int:query_id>/", PromotionView.as_view()),
]


class UnfoundViewSet(ViewSet):
    """The report of what nobody found."""

    name = "unfound"
    url_prefix = "search/unfound"

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", UnfoundReportView.as_view(), name="index"),
            path("results/", UnfoundReportView.as_view(results_only=True), name="results"),
            path("delete/", DeleteView.as_view(), name="delete"),
            path("delete-all/", DeleteAllView.as_view(), name="delete_all"),
        ]


class PermittedMenuItem(MenuItem):
    """An entry for those who have one of some rights."""

    def __init__(self, label: Any, url: str, rights: Sequence[str], **options: Any) -> None:
        super().__init__(label, url, **options)
        self.rights = rights

    def is_shown(self, request: HttpRequest) -> bool:
        return any(request.user.has_perm(right) for right in self.rights)


class SearchGroup(SnippetViewSetGroup):
    """The menu of all that helps people to find things."""

    items = [SynonymsViewSet]
    menu_label = _("Site search")
    menu_name = "site-search"
    menu_icon = "search"
    menu_order = 650  # after the snippets

    def get_submenu_items(self) -> list[MenuItem]:
        promotions = [
            f"wagtailsearchpromotions.{action}_searchpromotion" for action in ("add", "change", "delete")
        ]
        return [
            PermittedMenuItem(
                TITLE, reverse("unfound:index"), ["search.view_unfoundquery"], icon_name="help", order=0
            ),
            *super().get_submenu_items(),
            PermittedMenuItem(
                _("Promoted results"),
                reverse("wagtailsearchpromotions:index"),
                promotions,
                icon_name="pick",
                order=10,
            ),
            SettingMenuItem(SearchSettings, icon="cog", order=20),
        ]
