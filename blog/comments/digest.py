"""The daily mail to moderators: numbers and a link, and no word of any comment."""

import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.users.models import UserProfile

from blog.comments.models import Comment, CommentSettings, DigestDay
from blog.comments.queue import CHANGE, FIRST, INDEX

# When people begin their day.
HOUR = 8
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def send_digest() -> int:
    """Writes to each moderator who has an address, once a day and only if something waits; gives how many."""
    now = timezone.localtime()
    if now.hour < HOUR or DigestDay.objects.filter(day=now.date()).exists():
        return 0
    # A mail that cannot be sent undoes the note, so it is tried again.
    with transaction.atomic():
        DigestDay.objects.filter(day__lt=now.date() - datetime.timedelta(days=7)).delete()
        if not DigestDay.objects.get_or_create(day=now.date())[1]:
            return 0
        waiting = Comment.objects.waiting().count()
        if not waiting or not CommentSettings.now().sends_digest:
            return 0
        numbers = {
            "waiting": waiting,
            "urgent": Comment.objects.urgent().count(),
            "url": f"{settings.WAGTAILADMIN_BASE_URL}{reverse(INDEX)}{FIRST}",
        }
        moderators = get_user_model().objects.with_perm(CHANGE, backend=MODEL_BACKEND).exclude(email="")
        mails = [_mail(user, numbers) for user in moderators]
        get_connection().send_messages(mails)
    return len(mails)


def _mail(user: Any, numbers: dict[str, Any]) -> EmailMessage:
    with override(UserProfile.get_for_user(user).get_preferred_language()):
        text = render_to_string("comments/mail/digest.txt", numbers)
        return EmailMessage(_("Comments wait to be read"), text, to=[user.email])
