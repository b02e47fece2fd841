"""One HTTP request to a receiver: to a checked address, within seconds, following nobody elsewhere."""

import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer

from cms.webhooks.destinations import Destination, UnreachableError, WrongAddressError, addresses_of, read
from cms.webhooks.states import Problem

SECONDS_TO_CONNECT = 3.0
SECONDS_TO_READ = 5.0
# For all together: a receiver could send one letter of its answer every four seconds.
SECONDS = 8.0
MOST_ADDRESSES = 2
MOST_BYTES = 1024


def post(url: str, headers: Mapping[str, str], body: str) -> int:
    """The status that the receiver answers. Raises UnreachableError where there is none."""
    try:
        destination = read(url)
    except WrongAddressError:
        raise UnreachableError(Problem.ADDRESS) from None
    until = time.monotonic() + SECONDS
    try:
        with connected(addresses_of(destination), destination, SECONDS) as sock:
            return _ask(sock, destination, headers, body)
    except OSError as error:
        raise UnreachableError(_problem(error, until)) from None
    except (HTTPException, ValueError):
        is_late = time.monotonic() >= until
        raise UnreachableError(Problem.TIMEOUT if is_late else Problem.NONSENSE) from None


@contextmanager
def connected(addresses: list[str], destination: Destination, seconds: float) -> Iterator[socket.socket]:
    """A connection to one of some addresses that were checked, cut off when the time is over.

    Where it is encrypted, the certificate is that of the destination's name.
    Raises UnreachableError, OSError.
    """
    until = time.monotonic() + seconds
    sock = _connect(addresses, destination.port)
    with closing(_prepared(sock, destination)) as sock, _cut_off(sock, until):
        if isinstance(sock, ssl.SSLSocket):
            sock.do_handshake()
        yield sock


def _connect(addresses: list[str], port: int) -> socket.socket:
    problem = Problem.UNREACHABLE
    for address in addresses[:MOST_ADDRESSES]:
        try:
            return socket.create_connection((address, port), SECONDS_TO_CONNECT / MOST_ADDRESSES)
        except TimeoutError:
            problem = Problem.TIMEOUT
        except OSError:
            continue
    raise UnreachableError(problem)


def _prepared(sock: socket.socket, destination: Destination) -> socket.socket:
    """The connection, with encryption still to be agreed on: the certificate must be that of the name."""
    sock.settimeout(SECONDS_TO_READ)
    if not destination.is_encrypted:
        return sock
    return tls().wrap_socket(sock, server_hostname=destination.host, do_handshake_on_connect=False)


def _ask(sock: socket.socket, destination: Destination, headers: Mapping[str, str], body: str) -> int:
    # They would connect by themselves, to whatever the name means by then: this one is connected.
    kind = HTTPSConnection if destination.is_encrypted else HTTPConnection
    with closing(kind(destination.host, destination.port)) as connection:
        connection.sock = sock
        connection.request("POST", destination.target, body.encode(), dict(headers))
        response = connection.getresponse()
        with suppress(OSError, HTTPException, ValueError):  # the status is known: this is for good manners
            response.read(MOST_BYTES)
        return response.status


@contextmanager
def _cut_off(sock: socket.socket, until: float) -> Iterator[None]:
    """Ends the connection when the time is over, wherever it has come to."""

    def cut() -> None:
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # an SSLSocket's own would break its reader

    timer = Timer(max(0.0, until - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _problem(error: OSError, until: float) -> Problem:
    if isinstance(error, TimeoutError) or time.monotonic() >= until:
        return Problem.TIMEOUT
    return Problem.CERTIFICATE if isinstance(error, ssl.SSLError) else Problem.UNREACHABLE


@cache
def tls() -> ssl.SSLContext:
    return ssl.create_default_context()
