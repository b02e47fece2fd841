"""Answers that are made once for each content version: feeds, sitemaps, the manifest, the API.

A reader's program asks for them every hour and mostly has them already: one query and one look
into the cache tell so.
"""

import datetime
import hashlib
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from cms.sites import origin_of
from cms.versions import raised_at, version_of
from cms.visibility import expiries, next_expiry

SECONDS = 60 * 60 * 24 * 7
# A cache of its own, so that many answers do not push out what pages are made of.
CACHE = "answers"
# What Cache-Control says of an answer that must be made anew at a moment, or at none.
Control = Callable[[datetime.datetime | None], str]


@dataclass(frozen=True)
class Made:
    """An answer as it was made; the body is compressed, since there are many and memory is small.

    `until` is when the next page of the site expires: by then the answer must be made anew.
    """

    version: str
    packed: bytes
    content_type: str
    headers: Mapping[str, str]
    etag: str
    since: datetime.datetime
    until: datetime.datetime | None = field(default=None)

    def holds(self, version: str) -> bool:
        return self.version == version and (self.until is None or timezone.now() < self.until)

    @property
    def body(self) -> bytes:
        return zlib.decompress(self.packed)


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
    cache = caches[CACHE]
    key = f"kept.{hashlib.sha256(f'{origin_of(request)}{address}'.encode()).hexdigest()}"
    version = version_of(request)
    made: Made | None = cache.get(key)
    if made is None or not made.holds(version):
        response = make()
        if response.status_code != 200:
            return response
        made = _made(version, response, made)
        cache.set(key, made, SECONDS)
    found = get_conditional_response(request, made.etag, int(made.since.timestamp()))
    answered: HttpResponse = found or HttpResponse(made.body, content_type=made.content_type)
    for name, value in made.headers.items():
        answered[name] = value
    return _described(answered, made.etag, made.since, made.until, control)


def unkept_response_for(
    request: HttpRequest, address: str, make: Callable[[], HttpResponse], control: Control
) -> HttpResponse:
    """A response of which nothing is kept here, such as one to a person's words.

    Its ETag and date come from the content version and from what has expired since, so that who has it
    already hears 304 before it is made.
    """
    version = version_of(request)
    expired, until = _expiries(version)
    since = max(raised_at(request), expired) if expired else raised_at(request)
    made_of = f"{origin_of(request)}{address} {version} {since.isoformat()}"
    etag = quote_etag(hashlib.sha256(made_of.encode()).hexdigest()[:32])
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


def _made(version: str, response: HttpResponse, before: Made | None) -> Made:
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    is_same = before is not None and before.etag == etag
    since = before.since if before is not None and is_same else timezone.now()
    headers = dict(response.items())
    return Made(
        version=version,
        packed=zlib.compress(response.content),
        content_type=headers.pop("Content-Type"),
        headers={name: value for name, value in headers.items() if name != "Content-Length"},
        etag=etag,
        since=since,
        until=next_expiry(),
    )
