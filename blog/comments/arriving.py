"""The way in for comments that were written and decided on elsewhere: an older site, an export.

No form and no limits: whoever calls it has the right to write into the database. Of those who wrote it takes
no more than the public way does.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from blog.comments.models import LONGEST_NAME, Comment
from blog.comments.states import State
from blog.models import BlogPage
from cms.anonymous.cleaning import plain_line, plain_text


@dataclass(frozen=True)
class Arrival:
    """A comment as it was there: `key` is its number there, `answers` that of another, or 0."""

    post: BlogPage
    key: int
    name: str
    text: str
    written_at: datetime.datetime
    answers: int = 0
    is_approved: bool = False
    is_from_union: bool = False


def take_over(
    arrivals: Sequence[Arrival], known: Mapping[int, Comment] | None = None
) -> dict[int, tuple[Comment, bool]]:
    """Stores comments, by their keys; beside each whether it was lifted.

    Answers to answers are: they stand below the first comment of their thread. `known` are those that are
    here already; what answers nothing that is here stands by itself.
    """
    here: dict[int, Comment] = dict(known or {})
    by_key = {arrival.key: arrival for arrival in arrivals}
    tops = {key: _top(arrival, by_key, here) for key, arrival in by_key.items()}
    first = [arrival for key, arrival in by_key.items() if tops[key] == key]
    answers = [arrival for key, arrival in by_key.items() if tops[key] != key]
    for some in (first, answers):
        above = [here.get(tops[one.key]) for one in some]
        rows = Comment.objects.bulk_create(map(_comment, some, above), batch_size=500)
        here |= {arrival.key: row for arrival, row in zip(some, rows, strict=True)}
    return {key: (here[key], tops[key] not in (key, one.answers)) for key, one in by_key.items()}


def _top(arrival: Arrival, by_key: Mapping[int, Arrival], here: Mapping[int, Comment]) -> int:
    """The key of the comment that a thread begins with; of those that answer one another, the smallest."""
    met, at = {arrival.key}, arrival
    while at.answers:
        if (known := here.get(at.answers)) and known.post_id == arrival.post.pk:
            return at.answers
        above = by_key.get(at.answers)
        if above is None or above.post.pk != arrival.post.pk:
            break
        if above.key in met:
            return min(met)
        met.add(above.key)
        at = above
    return at.key


def _comment(arrival: Arrival, above: Comment | None) -> Comment:
    """A row that was never saved; what answers an answer stands below what that one answers."""
    return Comment(
        post=arrival.post,
        parent_id=(above.parent_id or above.pk) if above else None,
        name=plain_line(arrival.name)[:LONGEST_NAME],
        text=plain_text(arrival.text),
        state=State.APPROVED if arrival.is_approved else State.WAITING,
        decided_on=arrival.written_at.date() if arrival.is_approved else None,
        is_from_union=arrival.is_from_union,
        created_at=arrival.written_at.replace(minute=0, second=0, microsecond=0),
    )
