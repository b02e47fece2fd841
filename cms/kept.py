"""Answers that are made once for each content version: feeds, sitemaps, the manifest.

A reader's program asks for them every hour and mostly has them already: one query and one look
into the cache tell so.
"""

import datetime
import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from cms.addresses import absolute
from cms.versions import version_of

SECONDS = 60 * 60 * 24 * 7


@dataclass(frozen=True)
class Made:
    """An answer as it was made; the body is compressed, since there are many and memory is small."""

    version: str
    packed: bytes
    etag: str
    since: datetime.datetime

    @property
    def body(self) -> bytes:
        return zlib.decompress(self.packed)


def answer(
    request: HttpRequest, content_type: str, make: Callable[[], bytes], *, max_age: int = 0
) -> HttpResponse:
    """The answer to a GET of this address, made anew where the content version has changed.

    304 for who has it already, by ETag or date. `max_age` in seconds; 0 means: ask each time.
    The date is that of the first answer with these bytes, not of the newest entry, since what is
    withdrawn must disappear as well.
    """
    key = f"kept.{hashlib.sha256(absolute(request.path).encode()).hexdigest()}"
    version = version_of(request)
    made: Made | None = cache.get(key)
    if made is None or made.version != version:
        made = _made(version, make(), made)
        cache.set(key, made, SECONDS)
    found = get_conditional_response(request, made.etag, int(made.since.timestamp()))
    response: HttpResponse = found or HttpResponse(made.body, content_type=content_type)
    response["ETag"] = made.etag
    response["Last-Modified"] = http_date(made.since.timestamp())
    response["Cache-Control"] = f"public, max-age={max_age}" if max_age else "no-cache"
    return response


def _made(version: str, body: bytes, before: Made | None) -> Made:
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    is_same = before is not None and before.etag == etag
    since = before.since if before is not None and is_same else timezone.now()
    return Made(version=version, packed=zlib.compress(body), etag=etag, since=since)
