"""The one way in for comments, from the form and from the API."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.comments import scoring
from blog.comments.forms import CommentForm
from blog.comments.models import Comment, this_hour
from blog.comments.states import State
from blog.comments.tokens import TokenError, spend
from cms.anonymous.codes import hash_of, new_code
from cms.counting import Limit

# Many readers come from one address: a shelter, a café, Tor.
LIMIT = Limit("comments", 20, 10 * 60)
# So many words an hour can be read; when more come, what looks like spam is not put before people.
BRAKE = 60
# With how many of the newest a comment is compared in a flood.
COMPARED = 50
# So many an hour are stored at all: a flood shall not fill the disk.
MOST_AN_HOUR = 3_000


@dataclass(frozen=True)
class Taken:
    """A comment that was taken, and the code that is shown once."""

    comment: Comment
    code: str


class FullError(Exception):
    """There is a flood: nothing more is taken this hour."""

    seconds = 60 * 60


def take(form: CommentForm) -> Taken | None:
    """Stores what a form brings; None where the form now says what is wrong. Raises FullError."""
    if not form.is_valid():
        return None
    said: dict[str, Any] = form.cleaned_data
    hour = this_hour()
    so_far = Comment.objects.filter(created_at=hour)
    if so_far.count() >= MOST_AN_HOUR:
        raise FullError
    is_trapped = bool(said["website"])
    points = 100 if is_trapped else scoring.score(said["text"], said["name"])
    waiting = so_far.waiting().count()
    if waiting >= BRAKE:
        newest = so_far.order_by("-pk").values_list("text", flat=True)[:COMPARED]
        points = max(points, 100 * scoring.is_one_of_many(said["text"], newest))
    # The longer a flood lasts, the less doubt is left to people.
    most = scoring.LIKELY if waiting < 2 * BRAKE else scoring.UNSURE
    # Words that nobody knows yet score nothing: above this they are set aside whatever they say.
    is_spam = is_trapped or waiting >= 3 * BRAKE or (waiting >= BRAKE and points >= most)
    code = new_code()
    try:
        with transaction.atomic():
            spend(form.token_digest)
            comment = Comment.objects.create(
                post=form.post,
                parent=said["parent"],
                name=said["name"],
                text=said["text"],
                language=said["language"],
                score=points,
                state=State.SPAM if is_spam else State.WAITING,
                decided_on=timezone.localdate() if is_spam else None,
                created_at=hour,
                code_hash=hash_of(code),
            )
    except TokenError:
        form.add_error("token", _("Please send it once more, unless it was sent already."))
        return None
    return Taken(comment, code)
