"""The two ways to delete from the report of what nobody found."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from search.models import UnfoundQuery
from search.reports import TITLE


class DeleteAllView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks, then deletes the whole list."""

    model = UnfoundQuery
    permission_required = "delete"
    page_title = _("Delete")
    header_icon = "bin"
    template_name = "wagtailadmin/generic/confirm_delete.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, {"url": self.get_success_url(), "label": TITLE}, here]

    @property
    def confirmation_message(self) -> Any:
        return _("Delete the whole list of searches that found nothing?")

    def get_success_url(self) -> str:
        return reverse("unfound:index")

    def get_delete_url(self) -> str:
        return self.request.get_full_path()

    def get_rows(self) -> QuerySet[UnfoundQuery]:
        return UnfoundQuery.objects.all()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.get_rows().delete()
        messages.success(request, _("Deleted."))
        return redirect(self.get_success_url())


class DeleteView(DeleteAllView):
    """Asks, then deletes one query with all its days: it was dealt with, or names somebody.

    If people still find nothing for it, it comes back by itself.
    """

    page_title = _("Dealt with")

    @property
    def query(self) -> str:
        return self.request.GET.get("query", "")

    @property
    def confirmation_message(self) -> Any:
        question = _(
            "Take “{}” off the list? What was kept of it is deleted. It comes back when somebody"
            " searches for it and finds nothing again."
        )
        return format_html(str(question), format_html("<bdi>{}</bdi>", self.query))

    def get_rows(self) -> QuerySet[UnfoundQuery]:
        """Raises Http404 where there is no such query: somebody else has deleted it."""
        rows = UnfoundQuery.objects.filter(query=self.query.replace("\x00", ""))
        if not rows.exists():
            raise Http404
        return rows

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.get_rows()
        return super().get(request, *args, **kwargs)
