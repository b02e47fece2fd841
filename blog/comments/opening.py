"""Until when a post takes comments: decided here and nowhere else."""

import datetime

from django.utils import timezone

from blog.comments.models import CommentSettings
from blog.models import BlogPage


def closes_on(post: BlogPage, settings: CommentSettings | None = None) -> datetime.date | None:
    """The last day on which a post takes comments; None where they stay open.

    Costs one query without the settings.
    """
    days = (settings or CommentSettings.now()).close_after_days
    if not days:
        return None
    published = post.first_published_at
    first = max(post.date, timezone.localdate(published)) if published else post.date
    return first + datetime.timedelta(days=days)


def comments_open(post: BlogPage) -> bool:
    """Whether a post takes comments today. The post's own visibility is asked elsewhere."""
    if not post.has_comments:
        return False
    last = closes_on(post)
    return last is None or timezone.localdate() <= last
