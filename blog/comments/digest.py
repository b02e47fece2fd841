"""The daily mail to moderators: numbers and a link, and no word of any comment."""

import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.comments.models import Comment, CommentSettings, DigestDay
from blog.comments.queue import CHANGE, FIRST, INDEX
from cms.accounts.mailing import write_to_all

# When people begin their day.
HOUR = 8


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

    def compose() -> tuple[str, str]:
        return _("Comments wait to be read"), render_to_string("comments/mail/digest.txt", numbers)

    tried, sent = write_to_all(CHANGE, "The digest of comments", compose)
    if tried and not sent:
        note.delete()  # the mail server is down: it is tried again
    return sent
