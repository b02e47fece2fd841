"""The server of the old site, on this machine, as good and as bad as servers are."""

import gzip
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

HTML = b"<!DOCTYPE html><html><body>Nothing found</body></html>"


class OldServer:
    """Answers as the last part of a path says; remembers what it was asked for."""

    def __init__(self, port: int, file: bytes) -> None:
        self.address, self.file = f"http://127.0.0.1:{port}", file
        self.asked: Counter[str] = Counter()
        self.is_over = Event()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        name = handler.path.rpartition("/")[2].partition(".")[0]
        self.asked[name] += 1
        getattr(self, name.replace("-", "_"), self.whole)(Answering(handler))

    def whole(self, to: "Answering") -> None:
        to.send(200, self.file)

    def gone(self, to: "Answering") -> None:
        to.send(404, HTML)

    def busy_once(self, to: "Answering") -> None:
        to.send(500 if self.asked["busy-once"] == 1 else 200, self.file)

    def later(self, to: "Answering") -> None:
        to.send(429 if self.asked["later"] == 1 else 200, self.file, {"Retry-After": "7"})

    def page(self, to: "Answering") -> None:
        to.send(200, HTML, {"Content-Type": "image/jpeg"})

    def empty(self, to: "Answering") -> None:
        to.send(200, b"")

    def called_text(self, to: "Answering") -> None:
        to.send(200, self.file, {"Content-Type": "text/plain"})

    def packed(self, to: "Answering") -> None:
        to.send(200, gzip.compress(self.file), {"Content-Encoding": "gzip"})

    def packed_and_cut(self, to: "Answering") -> None:
        to.send(200, gzip.compress(self.file)[:-20], {"Content-Encoding": "gzip"})

    def bomb(self, to: "Answering") -> None:
        to.send(200, gzip.compress(bytes(3_000_000)), {"Content-Encoding": "gzip"})

    def half(self, to: "Answering") -> None:
        to.send(200, self.file[: len(self.file) // 2], {"Content-Length": str(len(self.file))})

    def half_once(self, to: "Answering") -> None:
        self.half(to) if self.asked["half-once"] == 1 else self.whole(to)

    def circle(self, to: "Answering") -> None:
        to.send(301, b"", {"Location": "/circle.jpg"})

    def moved(self, to: "Answering") -> None:
        to.send(301, b"", {"Location": "/whole.jpg"})

    def elsewhere(self, to: "Answering") -> None:
        to.send(302, b"", {"Location": "http://10.0.0.8/secret.jpg"})

    def nonsense(self, to: "Answering") -> None:
        to.raw(b"220 mail.example.org ready\r\n")

    def endless(self, to: "Answering") -> None:
        """Bytes without a length, until nobody listens any more."""
        self._on_and_on(to, bytes(64 * 1024), 0)

    def slow(self, to: "Answering") -> None:
        """A few bytes now and then, without a length."""
        self._on_and_on(to, self.file[:10], 0.02)

    def _on_and_on(self, to: "Answering", part: bytes, pause: float) -> None:
        to.raw(b"HTTP/1.0 200 OK\r\n\r\n")
        while not self.is_over.wait(pause):
            to.raw(part)


class Answering:
    def __init__(self, handler: BaseHTTPRequestHandler) -> None:
        self.handler = handler

    def raw(self, content: bytes) -> None:
        self.handler.wfile.write(content)

    def send(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.handler.send_response(status)
        for name, value in ({"Content-Length": str(len(content))} | (headers or {})).items():
            self.handler.send_header(name, value)
        self.handler.end_headers()
        self.raw(content)


@contextmanager
def serving(file: bytes) -> Iterator[OldServer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                there.answer(self)
            except OSError:  # nobody listens any more
                self.close_connection = True

        log_message: Callable[..., None] = lambda *args: None  # silent

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    there = OldServer(server.server_address[1], file)
    Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    try:
        yield there
    finally:
        there.is_over.set()
        server.shutdown()
        server.server_close()
