"""The brake on guessed passwords. It slows down: each count is over within ten minutes.

As long as many machines guess at one name, a browser that never signed in with it does not come in: one that
did has a mark and is counted apart, and a new password by mail opens the door. Counted is as everywhere:
salted, in memory, forgotten within the hour, and the same for unknown names.
"""

import secrets
import unicodedata

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from cms.counting import Limit, Mark, Tally, visitor

WINDOW = 10 * 60
# Many come from one address: a shelter, a café, Tor.
BY_VISITOR = Limit("signing-in", 60, WINDOW)
BY_VISITOR_AND_NAME = Limit("signing-in.both", 10, WINDOW)
# Against many machines that guess at one name. Whoever has signed in from there lately is counted apart.
BY_NAME = Limit("signing-in.name", 30, WINDOW)
BY_WHO_IS_KNOWN = Limit("signing-in.known", 20, WINDOW)
KNOWN = Mark("signed-in", 60 * 60)
# Attempts that were stopped: administrators see how many.
STOPPED = Tally("signing-in.stopped")
# The mark of a browser by which one of the team has signed in.
COOKIE, COOKIE_SECONDS = "known", 30 * 24 * 60 * 60
# The passwords of private pages.
DOORS = Limit("doors", 60, WINDOW)
# Mails with a link to a new password.
RESETS = Limit("resets", 10, 60 * 60)
RESETS_OF_ADDRESS = Limit("resets.address", 3, 60 * 60)


def wait_to_sign_in(request: HttpRequest, name: str) -> int:
    """Counts an attempt, before the password is looked at; gives the seconds to wait."""
    if seconds := _wait(request, name):
        STOPPED.add()
    return seconds


def _wait(request: HttpRequest, name: str) -> int:
    both = _both(request, name)
    if browser := _known_browser(request, name):
        return BY_WHO_IS_KNOWN.wait_for(browser)
    if KNOWN.holds_for(both):
        return BY_WHO_IS_KNOWN.wait_for(both)
    return BY_VISITOR.wait(request) or BY_VISITOR_AND_NAME.wait_for(both) or BY_NAME.wait_for(folded(name))


def let_in(request: HttpRequest, name: str) -> None:
    """Somebody has shown that the name is theirs: for an hour, what others guess does not slow them down."""
    KNOWN.set_for(_both(request, name))
    request.let_in_as = name  # type: ignore[attr-defined]  # read when there is an answer to mark


def mark(request: HttpRequest, response: HttpResponse) -> None:
    """Marks the browser of one of the team who has just signed in: a cookie for the admin alone."""
    name = getattr(request, "let_in_as", "")
    if not (name and request.path_info.startswith(settings.ADMIN_PATH)):
        return
    if request.user.has_perm("wagtailadmin.access_admin"):
        response.set_signed_cookie(
            COOKIE,
            f"{secrets.token_urlsafe(9)}.{_digest(name)}",
            salt=COOKIE,
            max_age=COOKIE_SECONDS,
            path=settings.ADMIN_PATH,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _known_browser(request: HttpRequest, name: str) -> str:
    """What a browser is counted by that has signed in with this name before; else nothing."""
    try:
        value = request.get_signed_cookie(COOKIE, "", salt=COOKIE, max_age=COOKIE_SECONDS) or ""
    except (signing.BadSignature, ValueError):
        return ""
    return value if value.partition(".")[2] == _digest(name) else ""


def _digest(name: str) -> str:
    return salted_hmac("accounts.brake", folded(name), algorithm="sha256").hexdigest()[:32]


def _both(request: HttpRequest, name: str) -> str:
    return f"{visitor(request)} {folded(name)}"


def folded(name: str) -> str:
    """One spelling of a name. Halves of characters have no bytes."""
    return unicodedata.normalize("NFKC", name).casefold().encode(errors="replace").decode()
