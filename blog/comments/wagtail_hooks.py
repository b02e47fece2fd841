from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail_modeladmin.options import modeladmin_register

from blog.comments.models import Comment
from blog.comments.queue import CHANGE, FIRST, INDEX, REPORTED
from blog.comments.tokens import name_all_but_the_token
from blog.comments.viewsets import CommentsGroup

Serve = Callable[[Page, HttpRequest, Any, Any], HttpResponse]

modeladmin_register(CommentsGroup)

LOGGED = {
    "comments.approved": _("Approved a comment"),
    "comments.rejected": _("Rejected a comment"),
    "comments.spam": _("Called a comment spam"),
    "comments.edit": _("Took words out of a comment"),
    "comments.urgent": _("Marked a comment as urgent"),
    "comments.not_urgent": _("Marked a comment as not urgent any more"),
    "comments.answer": _("Answered a comment"),
}


@hooks.register("on_serve_page")
def let_browsers_keep_a_form(serve_page: Serve) -> Serve:
    """The page of a post is the same to who has it, though its form has another token each time."""

    def serve(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        response = serve_page(page, request, args, kwargs)
        if getattr(page, "has_comments", False) and isinstance(response, SimpleTemplateResponse):
            response.add_post_render_callback(name_all_but_the_token)
        return response

    return serve


@hooks.register("register_log_actions")
def register_decisions(actions: Any) -> None:
    for name, label in LOGGED.items():
        actions.register_action(name, label, label)


class WaitingComponent(Component):
    """Says on the dashboard how many comments wait."""

    name = "comments"
    template_name = "comments/admin/waiting.html"
    order = 60

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "waiting": Comment.objects.waiting().count(),
            "urgent": Comment.objects.urgent().count(),
            "reported": Comment.objects.reported().count(),
            "url": f"{reverse(INDEX)}{FIRST}",
            "reported_url": f"{reverse(INDEX)}{REPORTED}",
        }


@hooks.register("construct_homepage_panels")
def tell_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm(CHANGE):
        panels.append(WaitingComponent())
