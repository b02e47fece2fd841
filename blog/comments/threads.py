"""Comments as readers meet them: each with the answers to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q

from blog.comments.models import Comment, CommentQuerySet
from blog.comments.states import State
from blog.models import BlogPage

# Under a post, and on each page of all comments: prepaid data is dear.
AT_ONCE = 30


@dataclass(frozen=True)
class Thread:
    """A comment and what was answered; `is_erased` where only answers are left."""

    comment: Comment
    replies: list[Comment] = field(default_factory=list)

    @property
    def is_erased(self) -> bool:
        return self.comment.state == State.ERASED


def first_comments(post: BlogPage) -> CommentQuerySet:
    """What readers see that answers nothing, and what was erased above answers; the oldest first."""
    shown = Comment.objects.visible().filter(post=post.pk)
    erased = Q(state=State.ERASED, pk__in=shown.filter(parent__isnull=False).values("parent"))
    return Comment.objects.under(post).filter(Q(pk__in=shown.values("pk")) | erased, parent=None)


def with_replies(first: Iterable[Comment]) -> list[Thread]:
    """Some comments with the answers to them. One query, and that of the comments."""
    found = {comment.pk: Thread(comment) for comment in first}
    replies = Comment.objects.visible().filter(parent__in=found) if found else Comment.objects.none()
    for reply in replies.order_by("created_at", "pk"):
        found[reply.parent_id or 0].replies.append(reply)
    return list(found.values())


def counts(ids: Iterable[int]) -> dict[int, int]:
    """How many comments readers see under each of some posts that has any. One query."""
    some = Comment.objects.visible().filter(post__in=list(ids)).order_by()
    return dict(some.values_list("post").annotate(Count("pk")))
