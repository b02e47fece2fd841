"""The one way in for takedown requests. In a flood they are set aside to be looked through, not lost."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.anonymous.codes import hash_of, new_code
from cms.counting import Limit, Mark, visitor
from cms.takedown.forms import CODES, TakedownForm
from cms.takedown.models import TakedownRequest, TakedownSettings, this_hour
from cms.takedown.places import page_at
from cms.takedown.states import Kind, State

# Many people come from one address: a shelter, a café, Tor. What is more than this is set aside.
MUCH = Limit("takedown", 10, 10 * 60)
# What is more than this from one place must wait, with its words in the form: others shall find room.
TOO_MUCH = Limit("takedown.most", 60, 10 * 60)
# So many an hour people can read; and so many that say that somebody is in danger.
BRAKE, URGENT_BRAKE = 40, 20
# So many an hour are stored at all: a flood shall not fill the disk. The last third of them is for those who
# sent nothing yet in this hour.
MOST_AN_HOUR, MOST_OF_MANY = 3_000, 2_000
SENT = Mark("takedown.sent", 60 * 60)


@dataclass(frozen=True)
class Taken:
    """A request that was taken, and the code that is shown once."""

    request: TakedownRequest
    code: str


class FullError(Exception):
    """Nothing more is taken for some seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def take(form: TakedownForm, request: HttpRequest) -> Taken | None:
    """Stores what a form brings; None where the form now says what is wrong. Raises FullError."""
    if wait := TOO_MUCH.wait(request):
        raise FullError(wait)
    if not form.is_valid():
        return None
    said: dict[str, Any] = form.cleaned_data
    hour = this_hour()
    so_far = TakedownRequest.objects.filter(created_at=hour)
    if so_far.count() >= (MOST_OF_MANY if SENT.holds_for(visitor(request)) else MOST_AN_HOUR):
        raise FullError(60 * 60)
    urgent = said["is_urgent"]
    to_read = so_far.exclude(state=State.ASIDE)
    is_flood = to_read.filter(is_urgent=urgent).count() >= (URGENT_BRAKE if urgent else BRAKE)
    is_aside = bool(said["website"]) or form.is_early or bool(MUCH.wait(request)) or is_flood
    code = new_code()
    try:
        with transaction.atomic():
            found = TakedownRequest.objects.create(
                page=page_at(said["place"], request),
                kind=said["kind"] or Kind.OTHER,
                is_urgent=urgent,
                place=said["place"],
                text=said["text"],
                state=State.ASIDE if is_aside else State.NEW,
                created_at=hour,
                due_at=hour + datetime.timedelta(hours=TakedownSettings.now().hours_to_answer),
                code_hash=hash_of(code, CODES),
                token_digest=form.token_digest,
            )
    except IntegrityError:
        form.add_error("token", _("Please send it once more, unless it was sent already."))
        return None
    SENT.set_for(visitor(request))
    return Taken(found, code)
