"""Fetches a file of the old site: from public addresses alone, within limits, and again where it fails."""

import http.client
import re
import time
import zlib
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from cms.webhooks.destinations import PORTS, Destination, UnreachableError, addresses_of
from cms.webhooks.posting import connected
from cms.webhooks.states import Problem
from home.wordpress.uploads import MOST_BYTES

ATTEMPTS, PAUSE, MOST_PAUSE = 3, 2.0, 30.0
MOST_TURNS = 3
MOST_SILENCES = 5
SECONDS = 120.0
CHUNK = 256 * 1024
TURNS = (301, 302, 303, 307, 308)
# Worth another attempt; what is gone stays gone.
PASSING = (408, 425, 429, 500, 502, 503, 504)
PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


class Answer(NamedTuple):
    status: int
    location: str
    content: bytes
    # Seconds to wait before the next attempt.
    pause: float


class NotFetchedError(Exception):
    """A file that does not come; says why in a few words."""


def fetch(url: str, silent: Counter[str] | None = None, wait: Callable[[float], None] = time.sleep) -> bytes:
    """The bytes at an address. Raises NotFetchedError.

    `silent` counts for each host the files in a row for which it gave no answer, and is kept up to date:
    one that is gone is not asked for thousands more.
    """
    silent = Counter() if silent is None else silent
    host = _destination(url).host
    if silent[host] >= MOST_SILENCES:
        raise NotFetchedError(_("nobody answers there any more"))
    problem, is_silent, pause = "", True, PAUSE
    for attempt in range(ATTEMPTS):
        if attempt:
            wait(pause)
            pause *= 2
        try:
            answer = _followed(url)
        except UnreachableError as error:
            is_silent = True
            problem = str(error.problem.label)
            if error.problem == Problem.PRIVATE:
                raise NotFetchedError(problem) from None
            continue
        except (OSError, http.client.HTTPException) as error:
            problem, is_silent = type(error).__name__, True
            continue
        silent[host], is_silent = 0, False
        if answer.status == 200:
            return _file(answer.content)
        problem = _("the server answered %(status)s") % {"status": answer.status}
        if answer.status not in PASSING:
            raise NotFetchedError(problem)
        pause = max(pause, answer.pause)
    if is_silent:
        silent[host] += 1
    raise NotFetchedError(problem)


def _file(content: bytes) -> bytes:
    """Some servers answer 200 and a page that says that there is nothing. Raises NotFetchedError."""
    if not content:
        raise NotFetchedError(_("it is empty"))
    if PAGE.match(content[:1024]):
        raise NotFetchedError(_("it is a page of the web and no file"))
    return content


def _followed(url: str) -> Answer:
    for _turn in range(MOST_TURNS + 1):
        answer = _asked(_destination(url))
        if answer.status not in TURNS or not answer.location:
            return answer
        url = urljoin(url, answer.location)
    raise NotFetchedError(_("it leads in a circle"))


def _destination(url: str) -> Destination:
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, (parts.hostname or "").encode("idna").decode()
    except ValueError:
        raise NotFetchedError(_("this is no address")) from None
    if parts.scheme not in PORTS or not host or "@" in parts.netloc:
        raise NotFetchedError(_("this is no address of the web"))
    target = iri_to_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    return Destination(parts.scheme == "https", host, port or PORTS[parts.scheme], target)


def _asked(destination: Destination) -> Answer:
    """One request to an address that was checked."""
    kind = http.client.HTTPSConnection if destination.is_encrypted else http.client.HTTPConnection
    until = time.monotonic() + SECONDS
    with (
        connected(addresses_of(destination), destination, SECONDS) as sock,
        closing(kind(destination.host, destination.port)) as connection,
    ):
        connection.sock = sock
        connection.request("GET", destination.target, headers={"Accept": "*/*", "Connection": "close"})
        response = connection.getresponse()
        content = _content(response, until) if response.status == 200 else b""
        after = response.headers.get("Retry-After", "")
        pause = min(float(after), MOST_PAUSE) if after.isascii() and after.isdecimal() else 0.0
        return Answer(response.status, response.headers.get("Location", ""), content, pause)


def _content(response: http.client.HTTPResponse, until: float) -> bytes:
    """All of an answer, unpacked. Raises NotFetchedError, OSError and HTTPException for a part of one."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise NotFetchedError(_("it is packed in a way that is not known here"))
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in packing else None
    content = bytearray()
    try:
        while chunk := response.read(CHUNK):
            content += unpack.decompress(chunk, MOST_BYTES + 1 - len(content)) if unpack else chunk
            if len(content) > MOST_BYTES:
                raise NotFetchedError(_("it is too large"))
    except zlib.error:
        raise http.client.IncompleteRead(b"") from None
    # Without a length, the end of an answer that was cut off looks like any other.
    if response.length or (unpack and not unpack.eof):
        raise http.client.IncompleteRead(b"")
    if time.monotonic() >= until:
        raise TimeoutError
    return bytes(content)
