"""Fetches a file of the old site: from public addresses alone, within limits, and again where it fails."""

import http.client
import time
from collections.abc import Callable
from contextlib import closing
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.utils.encoding import iri_to_uri

from cms.webhooks.destinations import PORTS, Destination, UnreachableError, addresses_of
from cms.webhooks.posting import connected
from home.wordpress.uploads import MOST_BYTES

ATTEMPTS, PAUSE = 3, 2.0
MOST_TURNS = 3
SECONDS = 60.0
CHUNK = 256 * 1024
TURNS = (301, 302, 303, 307, 308)
# Worth another attempt; what is gone stays gone.
PASSING = (408, 425, 429, 500, 502, 503, 504)


class Answer(NamedTuple):
    status: int
    location: str
    content: bytes


class NotFetchedError(Exception):
    """A file that does not come; says why in a few words."""


def fetch(url: str, wait: Callable[[float], None] = time.sleep) -> bytes:
    """The bytes at an address. Raises NotFetchedError."""
    problem = ""
    for attempt in range(ATTEMPTS):
        if attempt:
            wait(PAUSE * 2 ** (attempt - 1))
        try:
            answer = _followed(url)
        except UnreachableError as error:
            problem = str(error.problem.label)
            continue
        except (OSError, http.client.HTTPException) as error:
            problem = type(error).__name__
            continue
        if answer.status == 200:
            return answer.content
        problem = f"the server answered {answer.status}"
        if answer.status not in PASSING:
            break
    raise NotFetchedError(problem)


def _followed(url: str) -> Answer:
    for _turn in range(MOST_TURNS + 1):
        answer = _asked(_destination(url))
        if answer.status not in TURNS or not answer.location:
            return answer
        url = urljoin(url, answer.location)
    raise NotFetchedError("it leads in a circle")


def _destination(url: str) -> Destination:
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, (parts.hostname or "").encode("idna").decode()
    except ValueError:
        raise NotFetchedError("this is no address") from None
    if parts.scheme not in PORTS or not host or "@" in parts.netloc:
        raise NotFetchedError("this is no address of the web")
    target = iri_to_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    return Destination(parts.scheme == "https", host, port or PORTS[parts.scheme], target)


def _asked(destination: Destination) -> Answer:
    """One request to an address that was checked."""
    kind = http.client.HTTPSConnection if destination.is_encrypted else http.client.HTTPConnection
    with (
        connected(addresses_of(destination), destination, SECONDS) as sock,
        closing(kind(destination.host, destination.port)) as connection,
    ):
        connection.sock = sock
        connection.request("GET", destination.target, headers={"Accept": "*/*", "Connection": "close"})
        response = connection.getresponse()
        content = response.read(MOST_BYTES + 1) if response.status == 200 else b""
        if len(content) > MOST_BYTES:
            raise NotFetchedError("it is too large")
        if response.status == 200 and response.length:
            raise http.client.IncompleteRead(content)
        return Answer(response.status, response.headers.get("Location", ""), content)
