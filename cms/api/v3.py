"""Wagtail's API v3, a preview: scripts write with it, by a token. Nothing else is given to anybody.

Readers have /api/v2/, which knows what is public; v3 has its own notion of that.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DatabaseError as DatabaseProblem
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.cache import add_never_cache_headers
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.api.v3.errors import problem_response
from wagtail.api.v3.urls import api

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


@api.exception_handler(AttributeError)
@api.exception_handler(KeyError)
@api.exception_handler(OverflowError)
@api.exception_handler(DatabaseProblem)
@api.exception_handler(TypeError)
@api.exception_handler(ValueError)
def _misshapen(request: HttpRequest, problem: Exception) -> HttpResponse:
    """The preview trusts the shape of what it is sent; where that is wrong, it stumbles."""
    logger.warning("API v3 could not read what was sent to %s", request.path, exc_info=problem)
    return problem_response(
        status=422,
        detail="A part of what was sent has not the shape that /api/v3-preview/schema/ names for this type.",
    )


def _for_tokens(view: View) -> View:
    """The view for who sends a valid token; all of a request happens, or nothing."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if BearerTokenAuth()(request) is None:
            detail = (
                "Send a token: Authorization: Bearer wagtail_…. An administrator makes them in the settings."
            )
            answer = problem_response(status=401, detail=detail)
            answer.headers["WWW-Authenticate"] = "Bearer"
        else:
            with transaction.atomic():
                answer = view(request, *args, **kwargs)
                if answer.status_code >= 400:
                    transaction.set_rollback(True)
        add_never_cache_headers(answer)
        return answer

    return guarded


def urls() -> tuple[list[URLPattern], str, str]:
    """The addresses of v3 with their app and namespace, each guarded."""
    patterns, app, namespace = api.urls
    guarded = [
        URLPattern(each.pattern, _for_tokens(each.callback), each.default_args, each.name)
        for each in patterns
    ]
    return guarded, app, namespace
