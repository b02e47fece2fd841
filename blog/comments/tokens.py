"""The token of a comment's form: it names the post, and holds once."""

from django.utils.translation import gettext as _

from blog.comments.models import SpentToken
from blog.models import BlogPage
from cms.anonymous import tokens
from cms.anonymous.tokens import HOURS_TO_WRITE, LONGEST_TOKEN, SECONDS_TO_WRITE, TokenError

__all__ = [
    "HOURS_TO_WRITE",
    "LONGEST_TOKEN",
    "SECONDS_TO_WRITE",
    "TokenError",
    "new_token",
    "read_token",
    "spend",
]

SALT = "comments.form"


def new_token(post: BlogPage) -> str:
    return tokens.new_token(str(post.pk), SALT)


def read_token(token: str, post: BlogPage) -> str:
    """What stands for the token once it is spent. Raises TokenError."""
    return tokens.read_token(token, str(post.pk), SALT)


def spend(digest: str) -> None:
    """Notes that a token was used. Raises TokenError where it was used before."""
    if not SpentToken.objects.get_or_create(digest=digest)[1]:
        raise TokenError("spent", _("Please send it once more."))
