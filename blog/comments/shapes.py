"""What the API says of a post's comments."""

from typing_extensions import TypedDict

from blog.comments.opening import closes_on
from blog.comments.threads import count
from blog.models import BlogPage


class Comments(TypedDict):
    """The comments of a post: how many readers see, and the last day on which more are taken.

    `closes_on` is an ISO 8601 date, or null where they stay open. A day, not a yes or no: answers are kept.
    """

    count: int
    closes_on: str | None


def comments_of(post: BlogPage) -> Comments | None:
    """The shape; None where an editor has not switched comments on. Two queries, or none."""
    if not (post.has_comments and post.pk):
        return None
    last = closes_on(post)
    return Comments(count=count(post), closes_on=last.isoformat() if last else None)
