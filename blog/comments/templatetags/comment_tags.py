"""What the page of a post asks of comments."""

from typing import Any

from django import template
from django.template.context import Context

from blog.comments import opening
from blog.comments.forms import CommentForm
from blog.comments.threads import AT_ONCE, Thread, first_comments, with_replies
from blog.comments.tokens import new_token
from blog.models import BlogPage
from cms.lite import is_lite

register = template.Library()


@register.inclusion_tag("comments/under_post.html", takes_context=True)
def comments(context: Context, post: BlogPage) -> dict[str, Any]:
    """The comments of a post and, while it takes any, the form. In the lite form a link to it."""
    is_open = bool(post.pk) and opening.comments_open(post)
    shows_form = is_open and not is_lite()
    return {
        "post": post,
        "request": context.get("request"),
        "version": context.get("version"),
        "is_open": is_open,
        "form": CommentForm(post=post) if shows_form else None,
        "token": new_token(post) if shows_form else "",
    }


@register.filter
def threads_of(post: BlogPage) -> list[Thread]:
    """What readers see under a post at once. Two queries."""
    return with_replies(first_comments(post)[:AT_ONCE]) if post.pk else []


@register.filter
def has_more_threads(post: BlogPage) -> bool:
    """Whether there are more than those. One query."""
    return bool(post.pk) and first_comments(post)[AT_ONCE:].exists()
