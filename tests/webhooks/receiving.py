"""A receiver of webhooks on this machine, and the little that tests do with it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from standardwebhooks.webhooks import Webhook as Verifier


class Receiver:
    """Keeps what it was sent, and answers with `status`, or with `raw` bytes, or not at all."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
        self.begin()

    def begin(self) -> None:
        self.status, self.raw, self.headers = 204, b"", {}
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.silent_until: Event | None = None

    @property
    def messages(self) -> list[dict]:
        return [json.loads(body) for _headers, body in self.requests]

    @property
    def types(self) -> list[str]:
        return [message["type"] for message in self.messages]

    def verified(self, secret: str) -> list[dict]:
        """The messages, each with a signature that the library for receivers takes for true."""
        return [Verifier(secret).verify(body, headers) for headers, body in self.requests]


@contextmanager
def receiver() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            there.requests.append((dict(self.headers), body))
            if there.silent_until:
                there.silent_until.wait(10)
            if there.raw:
                self.wfile.write(there.raw)
                return
            self.send_response(there.status)
            for name, value in there.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    there = Receiver(server)
    thread = Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield there
    finally:
        server.shutdown()
        server.server_close()
