"""Mail to moderators: numbers and a link, and no word of any request."""

import datetime

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.mailing import write_to_all
from cms.takedown.models import TakedownRequest, TakedownSettings
from cms.takedown.queue import CHANGE, FIRST, INDEX
from cms.takedown.states import State

# When people begin their day.
HOUR = 8
# So often at most is somebody called for what is urgent.
MINUTES_BETWEEN = 10


def send_mail() -> int:
    """What is urgent at once, what waits once a day; gives to how many was written."""
    if not TakedownSettings.now().tells_moderators:
        return 0
    return _tell_of_danger() + _send_digest()


def _tell_of_danger() -> int:
    """Where somebody is in danger. What could not be sent is tried again in a minute."""
    untold = TakedownRequest.objects.urgent().filter(is_told=False)
    waiting = list(untold.values_list("pk", flat=True))
    aside = untold.aside().count()
    now = timezone.now()
    if not waiting or not _note("told_of_danger_at", now, now - datetime.timedelta(minutes=MINUTES_BETWEEN)):
        return 0
    subject = _("Urgent: somebody may be in danger")
    tried, sent = write_to_all(
        CHANGE, "A call for help", lambda: (str(subject), _text("danger", len(waiting), aside))
    )
    if tried and not sent:
        TakedownSettings.objects.update(told_of_danger_at=None)
    else:
        TakedownRequest.objects.filter(pk__in=waiting).update(is_told=True)
    return sent


def _send_digest() -> int:
    now = timezone.localtime()
    waiting = TakedownRequest.objects.to_do().count()
    aside = TakedownRequest.objects.aside().count()
    if now.hour < HOUR or not (waiting or aside) or not _note("told_on", now.date(), now.date()):
        return 0
    subject = _("Somebody waits for something to be taken down")
    tried, sent = write_to_all(
        CHANGE, "The digest of takedown requests", lambda: (str(subject), _text("digest", waiting, aside))
    )
    if tried and not sent:
        TakedownSettings.objects.update(told_on=None)  # the mail server is down: it is tried again
    return sent


def _text(name: str, waiting: int, aside: int = 0) -> str:
    numbers = {
        "waiting": waiting,
        "overdue": TakedownRequest.objects.overdue().count(),
        "aside": aside,
        "url": f"{settings.WAGTAILADMIN_BASE_URL}{reverse(INDEX)}{FIRST}",
        "aside_url": f"{settings.WAGTAILADMIN_BASE_URL}{reverse(INDEX)}?state__exact={State.ASIDE.value}",
    }
    return render_to_string(f"takedown/mail/{name}.txt", numbers)


def _note(field: str, value: datetime.date, before: datetime.date) -> bool:
    """Notes that mail goes out now; False where it did already. One of two clocks alone gets a True."""
    TakedownSettings.load()
    due = Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lt": before})
    return bool(TakedownSettings.objects.filter(due).update(**{field: value}))
