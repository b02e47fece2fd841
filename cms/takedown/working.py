"""What moderators do with takedown requests, and whoever sent one.

Each step is a line in the admin's log: who, when, which request, and not a word of it.
"""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.anonymous.tokens import HOURS_TO_WRITE
from cms.takedown.models import TakedownMessage, TakedownRequest, TakedownSettings
from cms.takedown.states import CLOSED, REASONS_TO_REFUSE, Outcome, State

# Of each request; whoever needs more can send another.
MOST_MESSAGES = 40


def begin(request: TakedownRequest, user: Any) -> None:
    """Somebody looks after it from now on."""
    _step(request, "begin", user, state=State.WORKING, closed_on=None, closed_by=None, outcome="")


def put_aside(request: TakedownRequest, user: Any) -> None:
    _step(request, "aside", user, state=State.ASIDE)


def put_back(request: TakedownRequest, user: Any) -> None:
    """From what was set aside into the queue."""
    _step(request, "back_in_queue", user, state=State.NEW)


def ask(request: TakedownRequest, text: str, user: Any) -> None:
    """A question, or an answer, for whoever has the code."""
    with transaction.atomic():
        TakedownMessage.objects.create(request=request, text=text, is_from_union=True)
        _step(request, "ask", user, state=State.WORKING, has_answer=False)


def close(request: TakedownRequest, outcome: str, note: str, user: Any) -> None:
    """It is done, or refused for a reason."""
    state = State.REFUSED if outcome in REASONS_TO_REFUSE else State.DONE
    today = timezone.localdate()
    _step(
        request,
        state.value,
        user,
        state=state,
        outcome=Outcome(outcome),
        note=note,
        has_answer=False,
        closed_on=today,
        closed_by=user,
    )


def throw_away(requests: Any, user: Any) -> int:
    """Deletes what was set aside and asks for nothing; gives how many."""
    with transaction.atomic():
        found = list(requests.aside())
        for request in found:
            log(request, "takedown.throw_away", user=user)
        TakedownRequest.objects.filter(pk__in=[request.pk for request in found]).delete()
    return len(found)


def answer(request: TakedownRequest, text: str) -> bool:
    """Words of whoever has the code; False where it is closed or there are too many."""
    with transaction.atomic():
        known = TakedownRequest.objects.select_for_update().exclude(state__in=CLOSED).filter(pk=request.pk)
        if not known.exists() or request.messages.count() >= MOST_MESSAGES:
            return False
        TakedownMessage.objects.create(request=request, text=text)
        known.update(has_answer=True)
    return True


def add_newer(request: TakedownRequest, said: dict[str, Any]) -> bool:
    """What a form says that was sent once more, after somebody began; False as with `answer`."""
    if request.state in CLOSED:
        return False
    newer = [said[name] for name in ("place", "text") if said[name] and said[name] != getattr(request, name)]
    text = "\n".join(newer)
    if said["is_urgent"]:
        TakedownRequest.objects.filter(pk=request.pk).update(is_urgent=True)
    is_known = not text or request.messages.filter(is_from_union=False, text=text).exists()
    return is_known or answer(request, text)


def take_back(request: TakedownRequest) -> None:
    """Deletes the words at once, for whoever has the code. What was done stays."""
    with transaction.atomic():
        if request.state not in (State.DONE, State.REFUSED):
            values = {"state": State.BACK, "closed_on": timezone.localdate()}
            TakedownRequest.objects.filter(pk=request.pk).update(**values)
        _delete_words(TakedownRequest.objects.filter(pk=request.pk))


def delete_old() -> int:
    """Deletes the words of what was closed long ago; gives of how many."""
    today = timezone.localdate()
    # A form that was sent long ago cannot be sent once more: what stood for it is needed no longer.
    spent = timezone.now() - datetime.timedelta(hours=HOURS_TO_WRITE + 1)
    TakedownRequest.objects.filter(created_at__lt=spent, token_digest__isnull=False).update(token_digest=None)
    last = today - datetime.timedelta(days=TakedownSettings.now().days_kept)
    old = TakedownRequest.objects.filter(state__in=CLOSED, closed_on__lte=last, code_hash__isnull=False)
    with transaction.atomic():
        return _delete_words(old)


def _delete_words(requests: Any) -> int:
    TakedownMessage.objects.filter(request__in=requests.values("pk")).delete()
    values = {"place": "", "text": "", "has_answer": False, "code_hash": None, "token_digest": None}
    count: int = requests.update(**values)
    return count


def _step(request: TakedownRequest, name: str, user: Any, **values: Any) -> None:
    """Writes a step; what was taken back in the meantime stays so."""
    with transaction.atomic():
        if TakedownRequest.objects.exclude(state=State.BACK).filter(pk=request.pk).update(**values):
            log(request, f"takedown.{name}", user=user)
