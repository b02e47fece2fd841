"""What people see when something went wrong: kind words, and nothing that could fail once more.

The pages for our own faults stand alone: no database, no menu, no other file. The API answers in JSON.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cms.api.problems import answer as problem
from cms.languages import direction, html_lang
from cms.lite import style_source

METHODS_OF_PAGES = ("GET", "HEAD")
# What only shows something, and takes no form in.
PAGES = {
    *("wagtail_serve", "search", "feed", "sitemap", "sitemap_part", "robots", "icon", "manifest"),
    *("permalink", "offline", "offline_pages", "service_worker", "style_guide"),
}
# Where a page for our own faults repeats itself: the languages that most of our readers read.
READ_BY_MOST = ("en", "zh-hant", "ur")

Words = dict[str, str]
View = Callable[..., HttpResponse]


def for_people(view: View) -> View:
    """The view for people; for programs that asked the API, a problem."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.path_info.startswith(settings.API_ROOT):
            return view(request, *args, **kwargs)
        return problem(*API_ANSWERS[view.__name__])

    return answer


API_ANSWERS = {
    "bad_request": (
        "bad-request",
        "Write the address anew: it cannot be read, or its host is not one of ALLOWED_HOSTS.",
    ),
    "permission_denied": ("not-permitted", "You may not do this."),
    "csrf_failure": ("not-permitted", "You may not do this."),
    "page_not_found": ("not-found", "There is nothing at this address."),
    "server_error": ("server-fault", "Please try once more in a few minutes."),
}


@for_people
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request makes no sense, or names another host."""

    def words() -> Words:
        return {
            "heading": _("This request cannot be read"),
            "text": _(
                "The address holds something that does not belong there. Please begin at the home page."
            ),
        }

    return _alone(words, 400)


@for_people
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: somebody may not see this."""

    def words() -> Words:
        return {
            "heading": _("This is not open to everybody"),
            "text": _("If you think that you should see it, please sign in or write to us."),
        }

    return _alone(words, 403)


def nothing_here() -> HttpResponse:
    """404 without a database; search.missing has the page that helps."""

    def words() -> Words:
        return {
            "heading": _("This page is not here"),
            "text": _("The address may have a mistake in it. Please begin at the home page."),
        }

    return _alone(words, 404)


@for_people
def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours. Needs no database, no static file and no session."""

    def words() -> Words:
        return {
            "heading": _("Something went wrong here"),
            "text": _("The fault is ours, not yours. Please wait a few minutes and try once more."),
        }

    return _alone(words, 500)


def _alone(words: Callable[[], Words], status: int) -> HttpResponse:
    """A page that stands alone, in the language of the address and those that most people read."""
    messages: list[Words] = []
    for code in dict.fromkeys((get_language() or settings.LANGUAGE_CODE, *READ_BY_MOST)):
        with override(code):
            said = words()
        if said not in [{"heading": known["heading"], "text": known["text"]} for known in messages]:
            messages.append({**said, "lang": html_lang(code), "dir": direction(code)})
    page = render_to_string("alone.html", {"first": messages[0], "others": messages[1:]})
    return _with_style(HttpResponse(page, status=status))


def _with_style(response: HttpResponse) -> HttpResponse:
    """Allows the style that stands inside the page."""
    view: View = csp_update({"style-src": [style_source()]})(lambda: response)
    return view()


@for_people
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: 405 where pages take no forms at all, else 403 and what helps."""
    match = request.resolver_match
    if match and match.url_name in PAGES:
        response = render(request, "refused.html", {"is_wrong_method": True}, status=405)
        response["Allow"] = ", ".join(METHODS_OF_PAGES)
        return response
    return render(request, "refused.html", status=403)
