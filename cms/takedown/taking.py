"""The one way in for takedown requests. In a flood they are set aside to be looked through, not lost."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.anonymous.codes import code_of, hash_of
from cms.counting import Limit, Mark, visitor
from cms.takedown import working
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
# The same words from the same place: Back shows the form anew, with a new token. Only words that nobody else
# there would write are looked at, and no call for help is stopped.
SAME = Mark("takedown.same", 60 * 60)
FEWEST_LETTERS = 20
# Of the token that a form was sent with.
TOKENS = "takedown.code.of.token"
# Nobody of the team has begun with these: newer words may take the place of the older ones.
UNREAD = (State.NEW, State.ASIDE)


@dataclass(frozen=True)
class Taken:
    """A request that was taken, its code, and whether the same form was sent before."""

    request: TakedownRequest
    code: str
    is_again: bool = False


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
    if known := _known(form):
        return _taken_again(form, known, request)
    said: dict[str, Any] = form.cleaned_data
    words = _words_of_their_own(said, request)
    if words and not said["again"] and SAME.holds_for(words):
        form.is_same = True
        form.add_error(
            "token",
            _("These words were sent a short while ago. Was it you? Then you need not send them again."),
        )
        return None
    hour = this_hour()
    so_far = TakedownRequest.objects.filter(created_at=hour)
    if so_far.count() >= (MOST_OF_MANY if SENT.holds_for(visitor(request)) else MOST_AN_HOUR):
        raise FullError(60 * 60)
    urgent = said["is_urgent"]
    to_read = so_far.exclude(state=State.ASIDE)
    is_flood = to_read.filter(is_urgent=urgent).count() >= (URGENT_BRAKE if urgent else BRAKE)
    is_aside = bool(said["website"]) or form.is_early or bool(MUCH.wait(request)) or is_flood
    code = code_of(said["token"], TOKENS)
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
    except IntegrityError:  # it was sent twice in one moment
        if known := _known(form):
            return _taken_again(form, known, request)
        raise
    SENT.set_for(visitor(request))
    if words:
        SAME.set_for(words)
    return Taken(found, code)


def _words_of_their_own(said: dict[str, Any], request: HttpRequest) -> str:
    """What a form that is sent twice is known by, for an hour; nothing where it is not looked at."""
    if said["is_urgent"] or len(said["text"]) < FEWEST_LETTERS:
        return ""
    return repr([visitor(request), said["kind"], said["place"], said["text"]])


def _known(form: TakedownForm) -> TakedownRequest | None:
    return TakedownRequest.objects.filter(token_digest=form.token_digest).first()


def _taken_again(form: TakedownForm, known: TakedownRequest, request: HttpRequest) -> Taken | None:
    """The same form once more, by Back and Send: one request, with the newer words."""
    said: dict[str, Any] = form.cleaned_data
    values = {name: said[name] for name in ("place", "text", "is_urgent")}
    values |= {"kind": said["kind"] or Kind.OTHER, "page": page_at(said["place"], request)}
    unread = TakedownRequest.objects.filter(pk=known.pk, state__in=UNREAD)
    if not (unread.update(**values) or working.add_newer(known, said)):
        form.add_error(
            "token",
            _("What you sent before was answered already. To ask for something else, send this again."),
        )
        return None
    return Taken(known, code_of(said["token"], TOKENS), is_again=True)
