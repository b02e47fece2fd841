"""Signing in, and asking for a new password: with a brake, and the same for names that nobody has."""

import logging
from math import ceil
from smtplib import SMTPException
from threading import Thread
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm

from cms.accounts import brake

logger = logging.getLogger(__name__)


def please_wait(seconds: int) -> str:
    sentence = _("There were too many attempts. Please wait %(minutes)s minutes and try once more.")
    return sentence % {"minutes": ceil(seconds / 60)}


class BrakeMixin(AuthenticationForm):
    """Asks the brake before anything looks at a password."""

    def clean(self) -> dict[str, Any]:
        name, request = str(self.cleaned_data.get("username") or ""), self.request
        if request and name and (seconds := brake.wait_to_sign_in(request, name)):
            by_mail = _("If your account has an e-mail address, a new password lets you in at once.")
            raise forms.ValidationError([please_wait(seconds), by_mail], code="wait")
        said: dict[str, Any] = super().clean()
        if request and self.get_user() is not None:
            brake.let_in(request, name)
        return said


class CarefulLoginForm(BrakeMixin, LoginForm):
    """The admin's door: Wagtail's own form, with the brake."""


class MemberLoginForm(BrakeMixin):
    """The door of pages for members: Django's own form, with the brake."""


class CarefulPasswordResetForm(PasswordResetForm):
    """Wagtail's own. It says and does the same for an address that nobody has, and takes as long."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        if seconds := brake.RESETS.wait(self.request):
            raise forms.ValidationError(please_wait(seconds), code="wait")
        said: dict[str, Any] = super().clean() or {}
        return said

    def get_users(self, email: str) -> Any:
        """Nobody, where the address was written to often enough already."""
        if brake.RESETS_OF_ADDRESS.wait_for(brake.folded(email)):
            return []
        return super().get_users(email)

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """Sends it behind the answer's back: how long a mail server takes would say who has an account."""
        subject = "".join(render_to_string(subject_template_name, context).splitlines())
        text = render_to_string(email_template_name, context)
        Thread(target=send, args=[EmailMessage(subject, text, from_email, [to_email])]).start()


def send(mail: EmailMessage) -> None:
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        logger.warning("The mail with a link to a new password could not be sent: %s", type(error).__name__)
