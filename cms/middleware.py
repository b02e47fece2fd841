"""Headers of public and of admin answers, and where old addresses lead."""

from collections.abc import Callable
from copy import copy
from urllib.parse import urlsplit

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import Error as DatabaseProblem
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

from cms.lite import PREFIX, full_path, has_lite_form, is_lite
from cms.visibility import opens_for

NEVER_VARIED = {"accept-language", "cookie", "accept"}


class PublicResponseMiddleware:
    """Public answers vary on nothing but the address; what an editor sees is never shared.

    The language is in the path and anonymous forms need no session, so the Vary headers that
    Django's middleware sets would only keep caches from working.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.get("Content-Encoding") == "None":  # what Wagtail's document view writes
            del response["Content-Encoding"]
        if request.method == "HEAD" and not response.streaming:
            response.content = b""  # else the server would write a line in the log for each
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            patch_cache_control(response, private=True, no_cache=True)
        elif response.has_header("Vary"):
            # Where everybody's scripts may read the API, its answers are the same for all of them.
            never = NEVER_VARIED | ({"origin"} if settings.CORS_ALLOW_ALL_ORIGINS else set())
            kept = [name.strip() for name in response["Vary"].split(",") if name.strip().lower() not in never]
            del response["Vary"]
            if kept:
                patch_vary_headers(response, kept)
        return response


class PolicyMiddleware(CSPMiddleware):
    """The strict Content-Security-Policy for readers, the looser one for Wagtail's admin."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponse, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(settings.ADMIN_PATH):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class CharsetMiddleware:
    """Refuses what is not UTF-8: other codings make Django fail, and the fault would print the words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (request.content_params or {}).get("charset", "").lower() not in ("", "utf-8", "utf8"):
            raise BadRequest("Only UTF-8 is read here.")
        return self.get_response(request)


class RedirectsMiddleware(RedirectMiddleware):
    """An editor's redirects, which name full forms, hold in the lite form too.

    One to a page that the reader may not see tells nobody where that stands. Without a database there
    are none, and the answer stays what it was.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        asked = copy(request)
        asked.path = full_path(request.path) if is_lite() else request.path
        try:
            found = super().process_response(asked, response)
            if found is not response and _leads_to_a_hidden_page(asked):
                return response
        except DatabaseProblem:
            return response
        target = found.get("Location", "")
        if found is not response and is_lite() and target.startswith("/"):
            found["Location"] = f"{PREFIX}{target.lstrip('/')}" if has_lite_form(target) else target
        return found


def _leads_to_a_hidden_page(request: HttpRequest) -> bool:
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    redirect = get_redirect(request, path) or get_redirect(request, urlsplit(path).path)
    page = redirect.redirect_page if redirect else None
    return page is not None and not opens_for(page, request)
