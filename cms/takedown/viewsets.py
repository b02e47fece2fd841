"""The screens of the admin: the queue of takedown requests."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.menus import ModelAdminMenuItem
from wagtail_modeladmin.options import ModelAdmin

from cms.lists import SearchHandler
from cms.takedown.models import TakedownRequest
from cms.takedown.queue import QueueView, RequestView, SortView


class TakedownPermissionHelper(PermissionHelper):
    """Requests come from people alone; their words go by the clock, or by the code."""

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class CountedMenuItem(ModelAdminMenuItem):
    """The menu says how many requests are to be done, and how many calls for help were set aside."""

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if to_do := (TakedownRequest.objects.to_do() | TakedownRequest.objects.urgent()).count():
            component.label = f"{component.label} ({to_do})"
        return component


class TakedownAdmin(ModelAdmin):
    model = TakedownRequest
    menu_label = _("Take down")
    menu_icon = "no-view"
    menu_order = 111  # after the comments
    index_view_class = QueueView
    edit_view_class = RequestView
    permission_helper_class = TakedownPermissionHelper
    history_view_enabled = False
    list_filter = ["state", "has_answer"]
    list_per_page = 30
    search_fields = ["place", "text", "note", "page__title"]
    search_handler_class = SearchHandler
    ordering = ["-is_urgent", "due_at", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[TakedownRequest]:
        requests: QuerySet[TakedownRequest] = super().get_queryset(request)
        return requests.select_related("page", "closed_by")

    def edit_view(self, request: HttpRequest, instance_pk: str) -> Any:
        if not (instance_pk.isascii() and instance_pk.isdigit()):
            raise Http404
        return super().edit_view(request, instance_pk)

    def register_indexing(self) -> None:
        """No picture and no page is used by a request."""

    def get_menu_item(self, order: int | None = None) -> CountedMenuItem:
        return CountedMenuItem(self, order or self.get_menu_order())

    def get_admin_urls_for_registration(self) -> Any:
        sort = path("takedown/sort/", SortView.as_view(), name="sort_takedowns")
        return (sort, *super().get_admin_urls_for_registration())
