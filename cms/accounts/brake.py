"""The brake on guessed passwords. It slows down and never locks: all of it is over within ten minutes.

Counted is as everywhere: salted, in memory, forgotten within the hour, and the same for unknown names.
"""

import unicodedata

from django.http import HttpRequest

from cms.counting import Limit, Mark, visitor

WINDOW = 10 * 60
# Many come from one address: a shelter, a café, Tor.
BY_VISITOR = Limit("signing-in", 60, WINDOW)
BY_VISITOR_AND_NAME = Limit("signing-in.both", 10, WINDOW)
# Against many machines that guess at one name. Whoever has signed in from there lately is counted apart.
BY_NAME = Limit("signing-in.name", 30, WINDOW)
BY_WHO_IS_KNOWN = Limit("signing-in.known", 20, WINDOW)
KNOWN = Mark("signed-in", 60 * 60)
# The passwords of private pages.
DOORS = Limit("doors", 60, WINDOW)
# Mails with a link to a new password.
RESETS = Limit("resets", 10, 60 * 60)
RESETS_OF_ADDRESS = Limit("resets.address", 3, 60 * 60)


def wait_to_sign_in(request: HttpRequest, name: str) -> int:
    """Counts an attempt, before the password is looked at; gives the seconds to wait."""
    both = _both(request, name)
    if KNOWN.holds_for(both):
        return BY_WHO_IS_KNOWN.wait_for(both)
    return BY_VISITOR.wait(request) or BY_VISITOR_AND_NAME.wait_for(both) or BY_NAME.wait_for(folded(name))


def let_in(request: HttpRequest, name: str) -> None:
    """Somebody has shown that the name is theirs: for an hour, what others guess does not slow them down."""
    KNOWN.set_for(_both(request, name))


def _both(request: HttpRequest, name: str) -> str:
    return f"{visitor(request)} {folded(name)}"


def folded(name: str) -> str:
    """One spelling of a name. Halves of characters have no bytes."""
    return unicodedata.normalize("NFKC", name).casefold().encode(errors="replace").decode()
