"""The screens of the admin: the queue of comments, ready answers."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.menus import GroupMenuItem
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup
from wagtail_modeladmin.views import IndexView

from blog.comments.models import CannedAnswer, Comment
from blog.comments.queue import CommentView, DecideView, QueueView
from cms.lists import CarefulListMixin, SearchHandler


class CommentPermissionHelper(PermissionHelper):
    """Comments come from readers alone, and whoever wrote one erases it."""

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class CommentAdmin(ModelAdmin):
    model = Comment
    menu_label = _("Queue")
    menu_icon = "comment"
    index_view_class = QueueView
    edit_view_class = CommentView
    permission_helper_class = CommentPermissionHelper
    history_view_enabled = False
    list_filter = ["state", "is_urgent"]
    list_per_page = 30
    search_fields = ["name", "text", "post__title"]
    search_handler_class = SearchHandler
    ordering = ["-is_urgent", "created_at", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        comments: QuerySet[Comment] = super().get_queryset(request).exclude(state="erased")
        return comments.select_related("post", "parent").prefetch_related("reports")

    def edit_view(self, request: HttpRequest, instance_pk: str) -> Any:
        if not (instance_pk.isascii() and instance_pk.isdigit()):
            raise Http404
        return super().edit_view(request, instance_pk)

    def register_indexing(self) -> None:
        """No picture and no page is used by a comment."""


class CannedAnswerListView(CarefulListMixin, IndexView):
    pass


class CannedAnswerAdmin(ModelAdmin):
    model = CannedAnswer
    menu_label = _("Ready answers")
    menu_icon = "openquote"
    index_view_class = CannedAnswerListView
    list_display = ["title", "language"]
    list_filter = ["language"]
    search_fields = ["title", "text"]
    search_handler_class = SearchHandler

    def register_indexing(self) -> None:
        """They are plain words."""


class CountedMenuItem(GroupMenuItem):
    """The menu says how many comments wait."""

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if waiting := Comment.objects.waiting().count():
            component.label = f"{component.label} ({waiting})"
        return component


class CommentsGroup(ModelAdminGroup):
    """What moderators do with comments."""

    items = [CommentAdmin, CannedAnswerAdmin]
    menu_label = _("Comments")
    menu_icon = "comment"
    menu_order = 110  # after the news

    def get_menu_item(self) -> CountedMenuItem:
        return CountedMenuItem(self, self.get_menu_order(), Menu(items=self.get_submenu_items()))

    def get_admin_urls_for_registration(self) -> Any:
        decide = path("comments/decide/", DecideView.as_view(), name="decide_comments")
        return (decide, *super().get_admin_urls_for_registration())
