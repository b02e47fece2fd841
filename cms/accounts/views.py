"""The doors: for members, of private pages, and those by which a forgotten password is replaced."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.account import PasswordResetConfirmView, PasswordResetView

from cms.accounts import brake
from cms.accounts.forms import CarefulPasswordResetForm, MemberLoginForm
from cms.anonymous.doors import too_often


class MemberLoginView(LoginView):
    """Django's own, in the site's frame: `site` stays what every page of ours knows by that name."""

    template_name = "wagtailcore/login.html"
    authentication_form = MemberLoginForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {name: value for name, value in context.items() if name not in ("site", "site_name")}


class CarefulPasswordResetView(PasswordResetView):
    """Wagtail's own; its form learns who asks, so that nobody fills other people's letter boxes."""

    def get_form_class(self) -> type[CarefulPasswordResetForm]:
        return CarefulPasswordResetForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}


class CarefulPasswordResetConfirmView(PasswordResetConfirmView):
    """Wagtail's own; whoever has set a new password comes in, however many guess at it elsewhere."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        brake.let_in(self.request, self.user.get_username())
        return response


def with_brake(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The door of a private page or section, which takes a password: nobody may try a thousand of them."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and (wait := brake.DOORS.wait(request)):
            return too_often(request, wait)
        return view(request, *args, **kwargs)

    return answer
