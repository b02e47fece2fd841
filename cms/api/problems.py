"""What an answer looks like when something was wrong: a problem as RFC 9457 describes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NotRequired

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from rest_framework.exceptions import APIException
from typing_extensions import TypedDict

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """What can be wrong, and what to do about it."""

    status: int
    title: str
    help: str


KINDS = {
    "bad-request": Kind(
        400,
        "This request cannot be read",
        "The address holds signs that no address has, such as a zero byte. Write it anew.",
    ),
    "unknown-parameter": Kind(
        400,
        "There is no such parameter",
        "The name is none that this address takes: `allowed` lists those that it does. What is not known is "
        "refused, so that a typing error never gives a list of everything.",
    ),
    "bad-value": Kind(
        400,
        "A parameter has a value that it does not take",
        "`parameter` names it, `detail` says what it takes, and `allowed` lists the values if there are few.",
    ),
    "not-permitted": Kind(
        403, "This is not for everybody", "The API gives nothing that not everybody may see."
    ),
    "not-found": Kind(
        404,
        "There is nothing here that everybody may see",
        "It never was, it was withdrawn, or it is not for everybody: which of these is not said.",
    ),
    "not-allowed": Kind(
        405, "This method is not taken here", "The header `Allow` names those that are: nearly always `GET`."
    ),
    "gone": Kind(
        410, "This address holds no longer", "A preview lasts an hour. Open it again in the editor."
    ),
    "closed": Kind(
        409, "Nothing more is taken here", "Comments close some weeks after a post was published."
    ),
    "condition-failed": Kind(
        412,
        "What you have is not what is here now",
        "`If-Match` or `If-Unmodified-Since` asked for another answer. Ask without them.",
    ),
    "too-large": Kind(413, "This is too large", "Send less: a comment can have 4,000 characters."),
    "not-json": Kind(415, "This is no JSON", "Send JSON, and say so: `Content-Type: application/json`."),
    "too-many-requests": Kind(
        429, "Too many requests", "Wait as long as the header `Retry-After` says, in seconds, and ask again."
    ),
    "server-fault": Kind(
        500, "The fault is ours", "Ask again later. If it stays, tell whoever runs the site."
    ),
    "out-of-order": Kind(
        503,
        "A part of the site is out of order",
        "The server behind the search does not answer. Ask again later.",
    ),
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
    """Something that the caller can mend. `kind` is a key of KINDS."""

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
        same = (name for name, kind in KINDS.items() if kind.status == error.status_code)
        return answer(next(same, "bad-request"), str(error.detail))
    return None


def answer(kind: str, detail: str, **more: Any) -> HttpResponse:
    """A problem as an answer that nobody keeps; `more` are parameter and allowed, left out when empty."""
    found = KINDS[kind]
    address = f"{settings.SITE_URL}{reverse('api:docs')}#problem-{kind}"
    problem = Problem(type=address, title=found.title, status=found.status, detail=detail)
    body = {**problem, **{name: value for name, value in more.items() if value}}
    response = JsonResponse(body, status=found.status, content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-store"
    return response
