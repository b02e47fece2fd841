"""Answers that are made once for each content version: feeds, sitemaps, the manifest, the API.

A reader's program asks for them every hour and mostly has them already: one query and one look
into the cache tell so.
"""

import datetime
import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from cms.sites import origin_of
from cms.versions import release, row_of, version_of
from cms.visibility import expiries

SECONDS = 60 * 60 * 24 * 7
# A cache of its own, so that many answers do not push out what pages are made of.
CACHE = "answers"
COMPRESSION = 6
# What Cache-Control says of an answer that must be made anew at a moment, or at none. It is kept by its
# name: a function of a module.
Control = Callable[[datetime.datetime | None], str]
# A release may make other answers of the same content; it begins with a process.
BEGUN = timezone.now()


@dataclass(frozen=True)
class Made:
    """An answer as it was made; the body is compressed, since there are many, and given on as it is.

    `until` is when the next page of the site expires: by then the answer must be made anew.
    """

    version: str
    packed: bytes
    content_type: str
    headers: Mapping[str, str]
    etag: str
    since: datetime.datetime
    until: datetime.datetime | None = None
    control: Control | None = None

    def holds(self, version: str) -> bool:
        return self.version == version and (self.until is None or timezone.now() < self.until)


def answer(
    request: HttpRequest, content_type: str, make: Callable[[], bytes], *, max_age: int = 0
) -> HttpResponse:
    """The answer to a GET of this path, made anew where the content version has changed.

    304 for who has it already, by ETag or date. `max_age` in seconds; 0 means: ask each time.
    """
    headers = {"Cache-Control": f"public, max-age={max_age}" if max_age else "no-cache"}

    def respond() -> HttpResponse:
        return HttpResponse(make(), content_type=content_type, headers=headers)

    return response_for(request, request.path, respond)


def response_for(
    request: HttpRequest, address: str, make: Callable[[], HttpResponse], control: Control | None = None
) -> HttpResponse:
    """The same for a whole response, with its headers. One that is no 200 is given on and not kept.

    `control` writes Cache-Control where `make` did not. The date is that of the first answer with these
    bytes, not of the newest entry, since what is withdrawn must disappear as well.
    """
    key, version = _key(request, address), version_of(request)
    made: Made | None = caches[CACHE].get(key)
    if made is None or not made.holds(version):
        response = make()
        if response.status_code != 200:
            return response
        made = _made(request, response, made, control)
        caches[CACHE].set(key, made, SECONDS)
    return _given(request, made)


def kept_response_for(request: HttpRequest, address: str) -> HttpResponse | None:
    """The kept answer for an address that still holds; None where it must be made."""
    made: Made | None = caches[CACHE].get(_key(request, address))
    return _given(request, made) if made and made.holds(version_of(request)) else None


def unkept_response_for(
    request: HttpRequest, address: str, make: Callable[[], HttpResponse], control: Control
) -> HttpResponse:
    """A response of which nothing is kept here, such as one to a person's words.

    Its ETag and date come from the content version and from what has expired since, so that who has it
    already hears 304 before it is made.
    """
    version = version_of(request)
    expired, until = _expiries(version)
    etag = _etag(f"{origin_of(request)}{address} {version} {expired}".encode())
    since = max(filter(None, (row_of(request).raised_at, expired, BEGUN)))
    found = get_conditional_response(request, etag, int(since.timestamp()))
    answered: HttpResponse = found or make()
    return _described(answered, etag, since, until, control) if answered.status_code < 400 else answered


def _expiries(version: str) -> tuple[datetime.datetime | None, datetime.datetime | None]:
    """Those of visibility.py, read once for each version and once more when the next one has come."""
    key = f"kept.expiries.{version}"
    found: tuple[datetime.datetime | None, datetime.datetime | None] | None = caches[CACHE].get(key)
    if found is None or (found[1] and found[1] <= timezone.now()):
        found = expiries()
        caches[CACHE].set(key, found, SECONDS)
    return found


def _described(
    answer: HttpResponse,
    etag: str,
    since: datetime.datetime,
    until: datetime.datetime | None,
    control: Control | None,
) -> HttpResponse:
    answer["ETag"] = etag
    answer["Last-Modified"] = http_date(since.timestamp())
    if control and not answer.has_header("Cache-Control"):
        answer["Cache-Control"] = control(until)
    return answer


def _given(request: HttpRequest, made: Made) -> HttpResponse:
    """A kept answer as a response: 304, or the body as who asks takes it."""
    answered = get_conditional_response(request, made.etag, int(made.since.timestamp()))
    if answered is None:
        is_packed = re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        body = made.packed if is_packed else gzip.decompress(made.packed)
        answered = HttpResponse(body, made.content_type, headers={"Content-Length": str(len(body))})
        if is_packed:
            answered["Content-Encoding"] = "gzip"
    for name, value in made.headers.items():
        answered[name] = value
    patch_vary_headers(answered, ["Accept-Encoding"])
    return _described(answered, made.etag, made.since, made.until, made.control)


def _made(request: HttpRequest, response: HttpResponse, before: Made | None, control: Control | None) -> Made:
    etag = _etag(response.content)
    is_same = before is not None and before.etag == etag
    since = before.since if before is not None and is_same else timezone.now()
    headers = dict(response.items())
    return Made(
        version=version_of(request),
        # No padding against who guesses at secrets by lengths: there is none in what everybody may read.
        packed=gzip.compress(response.content, COMPRESSION),
        content_type=headers.pop("Content-Type"),
        headers={name: value for name, value in headers.items() if name != "Content-Length"},
        etag=etag,
        since=since,
        until=_next_expiry(request),
        control=control,
    )


def _next_expiry(request: HttpRequest) -> datetime.datetime | None:
    """When the next page expires: it stands beside the version, until its time has come."""
    until = row_of(request).next_expiry
    return _expiries(version_of(request))[1] if until and until <= timezone.now() else until


def _key(request: HttpRequest, address: str) -> str:
    return f"kept.{hashlib.sha256(f'{release()}{origin_of(request)}{address}'.encode()).hexdigest()}"


def _etag(made_of: bytes) -> str:
    """A weak one: the same for the answer as it is and for the compressed one."""
    return f'W/"{hashlib.sha256(made_of).hexdigest()[:32]}"'
