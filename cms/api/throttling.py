"""How often one visitor may ask the API: see cms/counting.py for what is kept of it."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from cms.api.problems import answer
from cms.counting import Limit


class ThrottleMiddleware:
    """Answers 429 to who asks more often than API_RATE says, before anything is looked up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if settings.API_RATE is None:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.limit = Limit("api", *settings.API_RATE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wait = self.limit.wait(request) if request.path_info.startswith(settings.API_PATH) else 0
        if not wait:
            return self.get_response(request)
        refusal = answer("too-many-requests", f"Ask again in {wait} seconds.")
        refusal["Retry-After"] = str(wait)
        return refusal
