"""The token of a form: it says when the form was shown, under which post, and holds once."""

import secrets
import time
from hashlib import blake2b

from django.core import signing
from django.utils.translation import gettext as _

from blog.comments.models import SpentToken
from blog.models import BlogPage

SECONDS_TO_WRITE = 3
HOURS_TO_WRITE = 48
SALT = "comments.form"


class TokenError(Exception):
    """A form that cannot be taken as it is; the message says what to do. Nobody's words are lost by it."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def new_token(post: BlogPage) -> str:
    return signing.TimestampSigner(salt=SALT).sign(f"{post.pk}.{secrets.token_urlsafe(9)}")


def read_token(token: str, post: BlogPage) -> str:
    """What stands for the token once it is spent. Raises TokenError."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        value = signer.unsign(token, max_age=HOURS_TO_WRITE * 60 * 60)
        age = time.time() - signing.b62_decode(token.rsplit(":", 2)[1])
    except signing.SignatureExpired:
        raise TokenError("old", _("The form was open for a long time. Please send it once more.")) from None
    except (signing.BadSignature, UnicodeError):
        value, age = "", 0
    if value.partition(".")[0] != str(post.pk):
        raise TokenError("unknown", _("The form came without its mark. Please send it once more."))
    if age < SECONDS_TO_WRITE:
        raise TokenError("early", _("That was very quick. Please read your words once more, then send them."))
    return blake2b(value.encode(), digest_size=16).hexdigest()


def spend(digest: str) -> None:
    """Notes that a token was used. Raises TokenError where it was used before."""
    if not SpentToken.objects.get_or_create(digest=digest)[1]:
        raise TokenError("spent", _("Please send it once more."))
