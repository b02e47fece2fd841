"""How answers are kept: by the site under the content version, by others as their headers say."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cms import kept as store
from cms.api.keys import add_keys
from cms.api.problems import answer as problem

View = Callable[..., Any]
READS = ("GET", "HEAD")


def cache_control(until: datetime.datetime | None = None) -> str:
    """Browsers ask each time and mostly hear 304; caches between may keep an answer for a while.

    `until` is when it must be made anew: no cache gives it to anybody after that.
    """
    seconds, stale = settings.API_SHARED_SECONDS, settings.API_STALE_SECONDS
    if until:
        left = _seconds_to(until)
        seconds = min(seconds, left)
        stale = min(stale, left - seconds)
    return f"public, max-age=0, s-maxage={seconds}, stale-while-revalidate={stale}"


def for_seconds(seconds: int) -> store.Control:
    """Cache-Control that lets browsers keep an answer for some seconds, for what they ask again and again."""

    def control(until: datetime.datetime | None = None) -> str:
        return f"public, max-age={min(seconds, _seconds_to(until)) if until else seconds}"

    return control


def _seconds_to(moment: datetime.datetime) -> int:
    return max(0, int((moment - timezone.now()).total_seconds()))


def kept(view: View) -> View:
    """A view whose answers are kept under the content version: most requests never reach it."""
    return _answered(view, store.response_for, cache_control)


def unkept(view: View, control: store.Control = cache_control) -> View:
    """A view whose answers hold what somebody typed: they are made anew for all who do not have them."""
    return _answered(view, store.unkept_response_for, control)


class KeptAnswersMiddleware:
    """Gives kept answers before sessions, languages and addresses are looked at.

    These would be most of what such an answer costs. What stands before it holds: the rate, the headers
    for scripts of other sites, the policies.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READS or not request.path_info.startswith(settings.API_PATH):
            return self.get_response(request)
        request.get_host()  # raises DisallowedHost
        response = store.kept_response_for(request, request.get_full_path())
        if response is None:
            response = self.get_response(request)
            # Django names the language of the path; what is answered may be in any.
            del response["Content-Language"]
        if response.status_code == 412:
            return problem("condition-failed", "Ask without If-Match and If-Unmodified-Since.")
        return response


def _answered(view: View, respond: Callable[..., HttpResponse], control: store.Control) -> View:
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        def make() -> HttpResponse:
            response = view(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
            if response.status_code == 200:
                add_keys(response, _resource(request))
            return response

        if request.method not in READS:
            return make()
        return respond(request, request.get_full_path(), make, control)

    return answered


def _resource(request: HttpRequest) -> str:
    """The name of the resource in a path such as /api/v2/posts/44/."""
    return next(iter(request.path_info.split("/")[3:4]), "")
