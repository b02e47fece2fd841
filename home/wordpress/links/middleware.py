"""Answers at addresses of the old site, where nothing of this one stands."""

import re
from collections.abc import Callable

from django.db import Error as DatabaseProblem
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseGone, HttpResponsePermanentRedirect
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from cms.lite import has_lite_form, is_lite
from home.wordpress.links.leading import Lead, lead_from
from home.wordpress.links.meanings import questions_of
from home.wordpress.links.rows import sources

# Of WordPress's own doors; robots knock there all day. Nothing is looked up for them.
GONE = re.compile(
    r"(/[\w-]{1,40})?/(wp-(admin|includes|json|content/(plugins|themes|cache))(/|$)"
    r"|(wp-(login|cron|signup|activate|trackback|comments-post|links-opml|mail)|xmlrpc)\.php)"
)
SAFE = ("GET", "HEAD")
# Browsers keep a 301 for ever where nobody says how long; a page may move again.
KEPT = "public, max-age=3600"
TRIED = "_old_link_tried"


class OldLinksMiddleware:
    """Leads on with one 301. What is here goes first, then what an editor has led on by hand.

    A page that is here costs nothing. The front page is asked about only with a question of WordPress.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE or is_lite():
            return self.get_response(request)
        if GONE.match(request.path_info):
            return HttpResponseGone("Gone: this site is no WordPress any more.\n", content_type="text/plain")
        if self._is_asked_at_the_front(request):
            if answer := self._led(request):
                return answer
            if _is_known():
                raise Http404
        response = self.get_response(request)
        if response.status_code == 404 and (answer := self._led(request)):
            return answer
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Before the page for lost readers is made, which takes longer."""
        return self._led(request) if isinstance(exception, Http404) else None

    def _is_asked_at_the_front(self, request: HttpRequest) -> bool:
        if not (request.META.get("QUERY_STRING") and request.path_info in ("/", "/index.php")):
            return False
        return bool(questions_of(request.META["QUERY_STRING"]))

    def _led(self, request: HttpRequest) -> HttpResponse | None:
        is_tried = request.__dict__.setdefault(TRIED, False)
        if is_tried or request.method not in SAFE or is_lite() or not has_lite_form(request.path_info):
            return None
        setattr(request, TRIED, True)
        try:
            lead = _lead(request)
        except DatabaseProblem:
            return None
        if lead is None:
            return None
        answer = HttpResponsePermanentRedirect(lead.address)
        answer["Cache-Control"] = KEPT
        return answer


def _lead(request: HttpRequest) -> Lead | None:
    lead = lead_from(request, request.path_info, request.META.get("QUERY_STRING", ""))
    if lead is None:
        return None
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    paths = dict.fromkeys((path, path.partition("?")[0]))
    return None if any(get_redirect(request, each) for each in paths) else lead


def _is_known() -> bool:
    try:
        return next(sources(), None) is not None
    except DatabaseProblem:
        return False
