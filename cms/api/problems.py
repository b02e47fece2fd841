"""What an answer looks like when something was wrong: a problem as RFC 9457 describes it."""

from collections.abc import Iterable
from typing import Any, NotRequired

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpResponse, JsonResponse
from rest_framework.exceptions import APIException
from typing_extensions import TypedDict

CONTENT_TYPE = "application/problem+json"
# Names, not addresses: docs/api.md explains each of them.
TYPES = "urn:problem:"
TITLES = {
    "bad-request": "This request cannot be read",
    "unknown-parameter": "There is no such parameter",
    "bad-value": "A parameter has a value that it does not take",
    "not-found": "There is nothing here that everybody may see",
    "not-allowed": "The API can only be read",
    "gone": "This address holds no longer",
    "too-many-requests": "Too many requests",
    "not-permitted": "This is not for everybody",
    "server-fault": "The fault is ours",
    "out-of-order": "A part of the site is out of order",
}
STATUS = {
    "bad-request": 400,
    "unknown-parameter": 400,
    "bad-value": 400,
    "not-found": 404,
    "not-allowed": 405,
    "gone": 410,
    "too-many-requests": 429,
    "not-permitted": 403,
    "server-fault": 500,
    "out-of-order": 503,
}


class Problem(TypedDict):
    """What was wrong. `detail` says what to do; `allowed` lists what would have been taken."""

    type: str
    title: str
    status: int
    detail: str
    parameter: NotRequired[str]
    allowed: NotRequired[list[str]]


class ProblemError(Exception):
    """Something that the caller can mend. `kind` is a key of TITLES."""

    def __init__(self, kind: str, detail: str, parameter: str = "", allowed: Iterable[str] = ()) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.parameter = parameter
        self.allowed = list(allowed)


def answer_for(error: Exception) -> HttpResponse | None:
    """The answer to an error that the caller made; None where it is ours."""
    if isinstance(error, ProblemError):
        return answer(error.kind, error.detail, parameter=error.parameter, allowed=error.allowed)
    if isinstance(error, Http404):
        return answer("not-found", str(error))
    if isinstance(error, SuspiciousOperation):
        return answer("bad-request", "Write the address anew: it holds signs that no address has.")
    if isinstance(error, APIException):
        kind = next((kind for kind, status in STATUS.items() if status == error.status_code), "bad-request")
        return answer(kind, str(error.detail))
    return None


def answer(kind: str, detail: str, **more: Any) -> HttpResponse:
    """A problem as an answer that nobody keeps; `more` are parameter and allowed, left out when empty."""
    status = STATUS[kind]
    problem = Problem(type=f"{TYPES}{kind}", title=TITLES[kind], status=status, detail=detail)
    body = {**problem, **{name: value for name, value in more.items() if value}}
    response = JsonResponse(body, status=status, content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-store"
    return response
