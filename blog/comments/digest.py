"""The daily mail to moderators: numbers and a link, and no word of any comment."""

import datetime
import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.users.models import UserProfile

from blog.comments.models import Comment, CommentSettings, DigestDay
from blog.comments.queue import CHANGE, FIRST, INDEX

logger = logging.getLogger(__name__)
# When people begin their day.
HOUR = 8
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def send_digest() -> int:
    """Writes to each moderator who has an address, once a day and only if something waits; gives how many."""
    now = timezone.localtime()
    if now.hour < HOUR or DigestDay.objects.filter(day=now.date()).exists():
        return 0
    DigestDay.objects.filter(day__lt=now.date() - datetime.timedelta(days=7)).delete()
    # Noted first: nobody gets two, whatever happens to a third.
    note, is_new = DigestDay.objects.get_or_create(day=now.date())
    waiting = Comment.objects.waiting().count()
    if not (is_new and waiting and CommentSettings.now().sends_digest):
        return 0
    numbers = {
        "waiting": waiting,
        "urgent": Comment.objects.urgent().count(),
        "url": f"{settings.WAGTAILADMIN_BASE_URL}{reverse(INDEX)}{FIRST}",
    }
    moderators = get_user_model().objects.with_perm(CHANGE, backend=MODEL_BACKEND).exclude(email="")
    sent = [_is_sent(_mail(user, numbers)) for user in moderators]
    if sent and not any(sent):
        note.delete()  # the mail server is down: it is tried again
    return sum(sent)


def _is_sent(mail: EmailMessage) -> bool:
    """Sends a mail; one that cannot be sent keeps none of the others back."""
    try:
        return bool(mail.send())
    except (OSError, SMTPException) as error:
        logger.warning("The digest of comments could not be sent: %s", type(error).__name__)
        return False


def _mail(user: Any, numbers: dict[str, Any]) -> EmailMessage:
    with override(UserProfile.get_for_user(user).get_preferred_language()):
        text = render_to_string("comments/mail/digest.txt", numbers)
        return EmailMessage(_("Comments wait to be read"), text, to=[user.email])
