from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from cms.accounts.brake import STOPPED


class StoppedComponent(Component):
    """Says on the dashboard that somebody may be guessing passwords: how often, and not whose."""

    name = "stopped"
    template_name = "accounts/stopped.html"
    order = 52

    def __init__(self, count: int) -> None:
        self.count = count

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"count": self.count}


@hooks.register("construct_homepage_panels")
def tell_of_guessed_passwords(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.is_superuser and (count := STOPPED.of_a_day()):
        panels.append(StoppedComponent(count))
