"""Mail to those who look after something, each in their own language; one fault keeps no other waiting."""

import logging
from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.utils.translation import override
from wagtail.users.models import UserProfile

logger = logging.getLogger(__name__)
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def write_to_all(permission: str, what: str, compose: Callable[[], tuple[str, str]]) -> tuple[int, int]:
    """Writes to everybody of a permission who has an address; gives how many were tried and how many sent.

    `compose` gives subject and text, in the language that is on. `what` names the mail in the log.
    """
    readers = get_user_model().objects.with_perm(permission, backend=MODEL_BACKEND).exclude(email="")
    sent = [_is_sent(_mail(user, compose), what) for user in readers]
    return len(sent), sum(sent)


def _mail(user: Any, compose: Callable[[], tuple[str, str]]) -> EmailMessage:
    with override(UserProfile.get_for_user(user).get_preferred_language()):
        subject, text = compose()
        return EmailMessage(subject, text, to=[user.email])


def _is_sent(mail: EmailMessage, what: str) -> bool:
    try:
        return bool(mail.send())
    except (OSError, SMTPException) as error:
        logger.warning("%s could not be sent: %s", what, type(error).__name__)
        return False
