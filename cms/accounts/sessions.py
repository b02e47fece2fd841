"""When somebody who signed in is signed out: after some quiet hours, and after some days whatever they do."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from cms.accounts import brake

BEGUN, SEEN = "begun_at", "seen_at"
# A session is written to so often at most.
SECONDS_BETWEEN_NOTES = 10 * 60


def begin(request: HttpRequest) -> None:
    now = int(time.time())
    request.session[BEGUN] = request.session[SEEN] = now


class SessionsEndMiddleware:
    """Signs out whoever left a browser open. Readers have no session: nothing is asked for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = int(time.time())
            begun, seen = (int(request.session.get(name, 0)) for name in (BEGUN, SEEN))
            if now - begun > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_QUIET_SECONDS:
                logout(request)
            elif now - seen > SECONDS_BETWEEN_NOTES:
                request.session[SEEN] = now
        response = self.get_response(request)
        brake.mark(request, response)
        return response
