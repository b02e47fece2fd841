"""Asks the running site for old addresses: that host alone, a few at a time."""

import http.client
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from urllib.parse import SplitResult, quote, urljoin, urlsplit

AT_ONCE = 4
SECONDS = 30.0
TURNS = (301, 302, 303, 307, 308)
FOR_EVER = (301, 308)
# Places to which old addresses led: some ten of them lead to one.
MOST_KNOWN = 50_000


@dataclass(frozen=True)
class Answered:
    """What became of one address; `why` is empty where it leads to a page with one 301 or none."""

    address: str
    status: int
    has_moved: bool = False
    why: str = ""


class Asking:
    """Asks one site; each thread keeps its connection. Never asks another host.

    Where several addresses lead to one place, that place is asked once.
    """

    def __init__(self, base_url: str) -> None:
        self._base = urlsplit(base_url.rstrip("/"))
        self._own = threading.local()
        self._known: dict[str, Future[tuple[int, str]]] = {}
        self._lock = threading.Lock()

    def all(self, addresses: Iterable[str]) -> Iterator[Answered]:
        """The answers as they come. What was not asked yet is left when the reader stops."""
        remaining = iter(addresses)
        pool = ThreadPoolExecutor(AT_ONCE)
        try:
            running: set[Future[Answered]] = {
                pool.submit(self.one, each) for each in islice(remaining, AT_ONCE * 2)
            }
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
                running |= {pool.submit(self.one, each) for each in islice(remaining, len(done))}
        finally:
            pool.shutdown(cancel_futures=True)

    def one(self, address: str) -> Answered:
        """Asks for the path and query of an address, and for the one to which it leads."""
        try:
            return self._one(address)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Answered(address, 0, why=f"no answer: {type(error).__name__}")

    def _one(self, address: str) -> Answered:
        parts = urlsplit(address)
        status, location = self._ask(_target(parts))
        if status not in TURNS:
            return Answered(address, status, why="" if status == 200 else _words(status))
        there = urlsplit(urljoin(f"{self._base.scheme}://{self._base.netloc}{_target(parts)}", location))
        if (there.scheme, there.netloc) != (self._base.scheme, self._base.netloc):
            return Answered(address, status, True, f"leads to another host: {location}")
        if status not in FOR_EVER:
            return Answered(address, status, True, f"answers {status}, which is not for good")
        last, onward = self._ask_once(_target(there))
        if last in TURNS:
            return Answered(address, status, True, f"more than one turn: {location}, then {onward}")
        if last == 200:
            return Answered(address, status, True)
        return Answered(address, last, True, f"leads to {location}: {_words(last)}")

    def _ask_once(self, target: str) -> tuple[int, str]:
        """Whoever asks for a place that another thread asks for waits for its answer."""
        with self._lock:
            known = self._known.get(target)
            if known is None:
                if len(self._known) >= MOST_KNOWN:
                    self._known.clear()
                asked = self._known[target] = Future()
        if known:
            return known.result()
        try:
            asked.set_result(self._ask(target))
        except Exception as error:  # raised again; those who wait must not wait for ever
            asked.set_exception(error)
            raise
        return asked.result()

    def _ask(self, target: str) -> tuple[int, str]:
        """Status and Location. A connection that was closed meanwhile is opened once more."""
        for is_last in (False, True):
            connection = self._connection()
            try:
                connection.request("GET", target, headers={"User-Agent": "check_old_links"})
                answer = connection.getresponse()
                while answer.read(65_536):
                    pass
                return answer.status, answer.getheader("Location", "")
            except (OSError, http.client.HTTPException):
                connection.close()
                self._own.connection = None
                if is_last:
                    raise
        raise AssertionError

    def _connection(self) -> http.client.HTTPConnection:
        if getattr(self._own, "connection", None) is None:
            kinds = {"https": http.client.HTTPSConnection, "http": http.client.HTTPConnection}
            self._own.connection = kinds[self._base.scheme](self._base.netloc, timeout=SECONDS)
        connection: http.client.HTTPConnection = self._own.connection
        return connection


def _target(parts: SplitResult) -> str:
    """Path and query as a request names them: no sign in it that ends a line."""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    path = f"/{path.lstrip('/')}"
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return f"{path}?{query}" if query else path


def _words(status: int) -> str:
    return "not found" if status == 404 else f"answers {status}"
