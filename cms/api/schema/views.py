"""The OpenAPI document as the API answers it."""

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.csrf import csrf_exempt

from cms.api.answers import READS, cache_control
from cms.api.documentation import Documentation
from cms.api.keys import add_keys
from cms.api.problems import answer
from cms.api.schema.document import document
from cms.kept import BEGUN
from cms.sites import origin_of

if TYPE_CHECKING:
    from cms.api.router import Router

View = Callable[[HttpRequest], HttpResponse]


def read_only(view: View) -> View:
    """The view, for who reads; a problem as everywhere for who tries anything else."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if request.method in READS:
            return view(request)
        return answer("not-allowed", f"Method {request.method} not allowed.")

    return guarded


@cache
def described(router: "Router", origin: str) -> Mapping[str, Any]:
    """The document of a router for one site, made once in each process."""
    return document(router.resources, origin)


@cache
def _written(router: "Router", origin: str) -> tuple[bytes, str]:
    """The document as it is sent, and its ETag. It changes with the code and not with the content."""
    body = json.dumps(described(router, origin), ensure_ascii=False, separators=(",", ":")).encode()
    return body, quote_etag(hashlib.sha256(body).hexdigest()[:32])


def openapi(request: HttpRequest, router: "Router") -> HttpResponse:
    """The OpenAPI document; 304 for who has it already."""
    body, etag = _written(router, origin_of(request))
    changed = int(BEGUN.timestamp())
    found: HttpResponse = get_conditional_response(request, etag, changed) or HttpResponse(
        body, content_type="application/json"
    )
    found["ETag"] = etag
    found["Last-Modified"] = http_date(changed)
    found["Cache-Control"] = cache_control()
    add_keys(found, "openapi")
    return found


@cache
def _explained(router: "Router", origin: str) -> str:
    """What the page says of the document, made once in each process."""
    context = {
        "documentation": Documentation(described(router, origin)),
        "openapi_url": reverse("api:openapi"),
    }
    return render_to_string("api/documentation_body.html", context)


def documentation(request: HttpRequest, router: "Router") -> HttpResponse:
    """The page that explains the document to people."""
    body = _explained(router, origin_of(request))
    context = {"body": body, "title": "The API", "summary": "Everything that readers may see, as JSON."}
    return render(request, "api/documentation.html", context)
