"""The way in for forms without a cookie, and the plain pages that answer them.

No cookie and no session: a form is known by its token, what was sent by its code. So there is nothing that
another site could make a browser send along, and these views need no protection against that.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

# Letters of the longest text, each sent as many bytes, and room for the rest.
MOST_BYTES = 64 * 1024
HIGHEST_ID = 2**63 - 1

View = Callable[..., HttpResponse]


def for_readers(view: View) -> View:
    """A view that takes forms without a cookie, keeps nothing anywhere, and refuses what is too large."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs.get("pk", 0) > HIGHEST_ID:
            raise Http404
        length = request.META.get("CONTENT_LENGTH") or "0"
        if request.method == "POST" and (not length.isdigit() or int(length) > MOST_BYTES):
            response = said(
                request,
                413,
                _("This is too much"),
                _("Your words can have 4,000 characters. Nothing was kept. Please make them shorter."),
            )
        else:
            response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        # Django writes a line for each refusal: it would say when somebody was writing here.
        response._has_been_logged = True  # type: ignore[attr-defined]  # Django reads it
        return response

    return answer


def said(request: HttpRequest, status: int, heading: str, text: str, **more: Any) -> HttpResponse:
    """A page that says one thing."""
    return render(request, "anonymous/said.html", {"heading": heading, "text": text, **more}, status=status)


def too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    minutes = seconds // 60 + 1
    response = said(
        request,
        429,
        _("Too much at once"),
        _("Please wait %(minutes)s minutes and try once more.") % {"minutes": minutes},
    )
    response["Retry-After"] = str(seconds)
    return response
