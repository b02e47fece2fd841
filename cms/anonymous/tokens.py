"""The token of a form: it says when the form was shown, and what it is about."""

import secrets
import time
from hashlib import blake2b

from django.core import signing
from django.utils.translation import gettext as _

SECONDS_TO_WRITE = 3
HOURS_TO_WRITE = 48
LONGEST_TOKEN = 200


class TokenError(Exception):
    """A form that cannot be taken as it is; the message says what to do. Nobody's words are lost by it."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def new_token(about: str, salt: str) -> str:
    return signing.TimestampSigner(salt=salt).sign(f"{about}.{secrets.token_urlsafe(9)}")


def read_token(token: str, about: str, salt: str, seconds: int = SECONDS_TO_WRITE) -> str:
    """What stands for the token once it is spent. Raises TokenError, of kind early before so many seconds."""
    signer = signing.TimestampSigner(salt=salt)
    try:
        value = signer.unsign(token, max_age=HOURS_TO_WRITE * 60 * 60)
        age = time.time() - signing.b62_decode(token.rsplit(":", 2)[1])
    except signing.SignatureExpired:
        raise TokenError("old", _("The form was open for a long time. Please send it once more.")) from None
    except (signing.BadSignature, UnicodeError):
        value, age = "", 0
    if value.partition(".")[0] != about:
        raise TokenError("unknown", _("The form came without its mark. Please send it once more."))
    if age < seconds:
        raise TokenError("early", _("That was very quick. Please read your words once more, then send them."))
    return blake2b(value.encode(), digest_size=16).hexdigest()
