"""The token of a comment's form: it names the post, and holds once."""

import re
import time
from hashlib import blake2b

from django.http import HttpResponse
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
    "name_all_but_the_token",
    "new_token",
    "read_token",
    "spend",
]

SALT = "comments.form"
IN_FORM = re.compile(rb'(name="token" value=")[^"]*')
# For so long a browser may show the form that it has, with its token.
SECONDS_SHOWN = 60 * 60


def new_token(post: BlogPage) -> str:
    return tokens.new_token(str(post.pk), SALT)


def read_token(token: str, post: BlogPage) -> str:
    """What stands for the token once it is spent. Raises TokenError."""
    return tokens.read_token(token, str(post.pk), SALT)


def spend(digest: str) -> None:
    """Notes that a token was used. Raises TokenError where it was used before."""
    if not SpentToken.objects.get_or_create(digest=digest)[1]:
        raise TokenError("spent", _("Please send it once more."))


def name_all_but_the_token(response: HttpResponse) -> None:
    """Gives a page with a form an ETag that stays: each time its token is another, and nothing else.

    Who has the page hears 304 for up to an hour, and writes with the token that came with it.
    """
    page, found = IN_FORM.subn(rb"\1", response.content)
    if found and response.status_code == 200:
        made_of = page + str(int(time.time()) // SECONDS_SHOWN).encode()
        response["ETag"] = f'W/"{blake2b(made_of, digest_size=16).hexdigest()}"'
