"""What moderators do with comments, and what readers do with them afterwards.

Each decision is a line in the admin's log: who, when, which comment, and not a word of it.
"""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from blog.cards import prepare
from blog.comments import scoring
from blog.comments.models import Comment, CommentReport, SpentToken
from blog.comments.states import Learned, State
from cms import purging
from cms.versions import raise_version

REPORTS_TO_LOOK_AGAIN = 3
DAYS_KEPT = 30
TOKEN_DAYS = 3
LEARNED_FROM = {State.APPROVED: Learned.HAM, State.SPAM: Learned.SPAM}


def decide(comment: Comment, state: State, user: Any) -> None:
    """Approves or rejects a comment, or calls it spam; the score learns from it."""
    with transaction.atomic():
        _decide(comment, state, user)
        _readers_see(comment)


def reject_aside(user: Any) -> int:
    """Rejects all that a flood set aside; the score learns nothing from it. Gives how many."""
    with transaction.atomic():
        found = list(Comment.objects.set_aside().order_by("pk"))
        for comment in found:
            log(comment, f"comments.{State.REJECTED.value}", user=user)
        seen = Comment.objects.set_aside().filter(pk__lte=found[-1].pk if found else 0)
        return seen.update(state=State.REJECTED, decided_on=timezone.localdate())


def edit(comment: Comment, name: str, text: str, user: Any) -> None:
    """Takes something out, such as what says who somebody is. The old words are not kept."""
    if (name, text) == (comment.name, comment.text):
        return
    with transaction.atomic():
        _write(comment, name=name, text=text, is_edited=True)
        log(comment, "comments.edit", user=user)
        _readers_see(comment)


def refer(comment: Comment, is_urgent: bool, referral: str, user: Any) -> None:
    """Marks that somebody needs help now, and whom to ask for it."""
    with transaction.atomic():
        _write(comment, is_urgent=is_urgent, referral=referral if is_urgent else "")
        log(comment, "comments.urgent" if is_urgent else "comments.not_urgent", user=user)


def answer(comment: Comment, text: str, user: Any) -> Comment:
    """An answer of the union under a comment, which is approved with it."""
    with transaction.atomic():
        if comment.state != State.APPROVED:
            _decide(comment, State.APPROVED, user)
        reply = Comment.objects.create(
            post=comment.post,
            parent=comment.parent or comment,
            text=text,
            is_from_union=True,
            state=State.APPROVED,
            decided_on=timezone.localdate(),
        )
        log(reply, "comments.answer", user=user)
        _readers_see(reply)
    return reply


def report(comment: Comment, reason: str) -> None:
    """Notes what a reader found wrong; where several did, somebody looks again before others read it."""
    with transaction.atomic():
        CommentReport.objects.create(comment=comment, reason=reason)
        if comment.is_confirmed or comment.reports.count() < REPORTS_TO_LOOK_AGAIN:
            return
        if Comment.objects.approved().filter(pk=comment.pk).update(state=State.WAITING, decided_on=None):
            _readers_see(comment)


def erase(comment: Comment) -> None:
    """Deletes a comment for good, for whoever has its code. Answers of others stay, under nothing."""
    was_seen = comment.state in (State.APPROVED, State.ERASED)
    with transaction.atomic():
        comment.reports.all().delete()
        if comment.replies.exists():
            Comment.objects.filter(pk=comment.pk).update(
                name="",
                text="",
                referral="",
                is_urgent=False,
                language="",
                state=State.ERASED,
                code_hash=None,
            )
        else:
            parent = comment.parent
            comment.delete()
            if parent and parent.state == State.ERASED and not parent.replies.exists():
                parent.delete()
        # Else everybody could empty all caches, by writing and erasing.
        if was_seen:
            _readers_see(comment)


def delete_old() -> int:
    """Deletes what was refused 30 days ago, and tokens that hold no longer; gives how many comments."""
    today = timezone.localdate()
    SpentToken.objects.filter(day__lt=today - datetime.timedelta(days=TOKEN_DAYS)).delete()
    refused = Comment.objects.filter(
        state__in=[State.REJECTED, State.SPAM],
        decided_on__lte=today - datetime.timedelta(days=DAYS_KEPT),
    )
    return refused.delete()[0]


def _decide(comment: Comment, state: State, user: Any) -> None:
    if state == State.APPROVED and comment.reports.exists():
        comment.is_confirmed = True
    comment.reports.all().delete()
    comment.state = state
    if state in LEARNED_FROM and not comment.is_from_union:
        scoring.learn(comment, LEARNED_FROM[state])
    _write(
        comment,
        state=state,
        decided_on=timezone.localdate(),
        is_confirmed=comment.is_confirmed,
        learned=comment.learned,
    )
    log(comment, f"comments.{state.value}", user=user)


def _write(comment: Comment, **values: Any) -> None:
    """What is written of a comment; one that its author has erased in the meantime stays erased."""
    Comment.objects.exclude(state=State.ERASED).filter(pk=comment.pk).update(**values)


def _readers_see(comment: Comment) -> None:
    """What was made with the comment, or without it, is made anew.

    The version first: its row makes others wait, so that no card is written from what they replace.
    """
    raise_version()
    prepare([comment.post_id])
    purging.note(purging.addresses(comment.post))
