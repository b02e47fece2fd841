from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail_modeladmin.options import modeladmin_register

from cms.takedown.models import TakedownRequest
from cms.takedown.queue import CHANGE, FIRST, INDEX
from cms.takedown.states import State
from cms.takedown.viewsets import TakedownAdmin

modeladmin_register(TakedownAdmin)

LOGGED = {
    "takedown.begin": _("Took on a takedown request"),
    "takedown.aside": _("Set a takedown request aside"),
    "takedown.back_in_queue": _("Put a takedown request into the queue"),
    "takedown.ask": _("Wrote to whoever sent a takedown request"),
    "takedown.done": _("Did what a takedown request asked for"),
    "takedown.refused": _("Refused a takedown request"),
    "takedown.throw_away": _("Threw away what asked for nothing"),
}


@hooks.register("register_log_actions")
def register_steps(actions: Any) -> None:
    for name, label in LOGGED.items():
        actions.register_action(name, label, label)


class WaitingComponent(Component):
    """Says on the dashboard what is to be taken down, and how late it is."""

    name = "takedown"
    template_name = "takedown/admin/waiting.html"
    order = 55  # before the comments

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "waiting": TakedownRequest.objects.to_do().count(),
            "urgent": TakedownRequest.objects.urgent().count(),
            "overdue": TakedownRequest.objects.overdue().count(),
            "answered": TakedownRequest.objects.answered().count(),
            "aside": TakedownRequest.objects.aside().count(),
            "url": f"{reverse(INDEX)}{FIRST}",
            "aside_url": f"{reverse(INDEX)}?state__exact={State.ASIDE.value}",
        }


@hooks.register("construct_homepage_panels")
def tell_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm(CHANGE):
        panels.append(WaitingComponent())
