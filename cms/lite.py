"""The lite form: every public page once more below /lite/, as text for slow lines and old phones.

The state is Django's script prefix: while it is /lite/, every address that the site makes of itself
stays in the lite form, in templates, menus and texts alike. What has one form only (documents,
canonical addresses, permalinks) is made inside `full_form()`.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import rcssmin
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, set_script_prefix

PREFIX = "/lite/"
# What is the same in every form, or is no page.
ELSEWHERE = (
    settings.ADMIN_PATH,
    settings.MEDIA_URL,
    settings.STATIC_URL,
    settings.API_ROOT,
    "/documents/",
    PREFIX,
)
# Pages among them: a document as text, what explains the API.
PAGE_ELSEWHERE = re.compile(rf"/documents/\d+/text/|{settings.API_PATH}docs/")
STYLE = Path(__file__).parent / "templates" / "lite" / "style.css"
NONE = ["'none'"]


def is_lite() -> bool:
    """Whether the answer that is being made is a lite one."""
    return get_script_prefix() == PREFIX


@contextmanager
def full_form() -> Iterator[None]:
    """Addresses made inside lead to the full form. Serves as a decorator too."""
    prefix = get_script_prefix()
    set_script_prefix("/")
    try:
        yield
    finally:
        set_script_prefix(prefix)


@contextmanager
def _lite_form() -> Iterator[None]:
    prefix = get_script_prefix()
    set_script_prefix(PREFIX)
    try:
        yield
    finally:
        set_script_prefix(prefix)


def lite_address(request: HttpRequest) -> str:
    """Where the page that is being read stands in the lite form."""
    return PREFIX + request.get_full_path().lstrip("/")


def has_lite_form(path: str) -> bool:
    """Whether a path of this site, in its full form, is a page's."""
    return not path.startswith((*ELSEWHERE, "//")) or bool(PAGE_ELSEWHERE.fullmatch(path))


def full_path(path: str) -> str:
    """The path of the full form, for one that was made in either. Never another host."""
    return f"/{path.removeprefix(PREFIX).lstrip('/')}"


def full_address(request: HttpRequest) -> str:
    """Where the lite page that is being read stands in the full form, whole and not in parts."""
    path, mark, query = request.get_full_path().partition("?")
    pairs = "&".join(pair for pair in query.split("&") if pair and not pair.startswith("part="))
    return f"{full_path(path)}{mark if pairs else ''}{pairs}"


@cache
def style() -> str:
    """The whole style of the lite form; it stands inside the page, since each request costs time."""
    return str(rcssmin.cssmin(STYLE.read_text())).strip()


def style_source() -> str:
    """What the Content-Security-Policy allows: this style and no other."""
    digest = hashlib.sha256(style().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


class LiteMiddleware:
    """Serves what stands below /lite/ as the same address without it, in the lite form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        policy = {
            "style-src": [style_source()],
            "img-src": ["data:"],
            **{f"{kind}-src": NONE for kind in ("script", "font", "connect", "frame", "manifest")},
        }
        self.get_lite_response = csp_replace(policy)(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        request.path_info = "/" + request.path_info.removeprefix(PREFIX).lstrip("/")
        if not has_lite_form(request.path_info):
            return HttpResponseRedirect(full_address(request))
        with _lite_form():
            response: HttpResponse = self.get_lite_response(request)
        if response.status_code == 200 and not response["Content-Type"].startswith("text/html"):
            return HttpResponseRedirect(full_address(request))  # a feed, a sitemap: no page
        return response
