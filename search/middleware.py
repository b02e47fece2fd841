"""What people and programs are told while the engine of the search does not answer."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.api.problems import answer as problem
from search.backends.engines import OutOfOrderError

SECONDS_TO_WAIT = 300

logger = logging.getLogger(__name__)


class OutOfOrderMiddleware:
    """Answers 503 for whatever needed the search; all else works on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OutOfOrderError):
            return None
        logger.error("The search is out of order. %s", exception)
        if request.path_info.startswith(settings.API_ROOT):
            response = problem("out-of-order", "The search does not answer. Try once more in a few minutes.")
        else:
            response = render(request, "search/out_of_order.html", status=503)
        response["Retry-After"] = str(SECONDS_TO_WAIT)
        return response
