"""Runs the server, and beside it what must happen by the clock."""

import errno
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from types import FrameType
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections

SECONDS_BETWEEN_SCHEDULES = 60
SECONDS_TO_START, SECONDS_BETWEEN_ATTEMPTS = 60, 0.2
THREADS = 4


def problem_with(host: str, port: int) -> str | None:
    """Why the server could not listen there, in one sentence; None where it could."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except socket.gaierror:
            return f"HOST={host} is no address of this machine. Leave it out, or use 0.0.0.0 for all."
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"Port {port} is in use by another program. Choose another: PORT={port + 1} make site"
            return f"The server cannot listen on {host}, port {port}: {error.strerror}. Set HOST or PORT."
    return None


def serve(host: str, port: int, when_ready: Callable[[], None]) -> int:
    """Serves until stopped; gives the server's exit code.

    What is due is done once a minute, since the embedded default has no cron of its own.
    """
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    # Our own interpreter with our own arguments.
    server = subprocess.Popen(command("cms.wsgi:application", bind))  # noqa: S603

    def stop(number: int, frame: FrameType | None) -> None:
        server.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    _warm(host, port)
    when_ready()
    while True:
        try:
            return _code(server.wait(SECONDS_BETWEEN_SCHEDULES))
        except subprocess.TimeoutExpired:
            _run_what_is_due()


def command(application: str, bind: str) -> list[str]:
    """How the server is called: it writes no line about who asks."""
    return [
        *(sys.executable, "-m", "gunicorn", application, "--bind", bind),
        *("--workers", str(settings.ENVIRONMENT.WEB_WORKERS), "--threads", str(THREADS)),
        *("--worker-class", "gthread", "--timeout", "120", "--graceful-timeout", "10"),
        # Frontends keep connections for some seconds: one that ends under them is an error to them.
        *("--keep-alive", "10"),
        # A request that is too long would be logged with the address of whoever sent it.
        *("--no-control-socket", "--log-level", "error", "--limit-request-line", "8190"),
    ]


def _warm(host: str, port: int) -> None:
    """Asks for the home page until it comes: then the server is ready, and the first reader need not wait."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # where it listens on all
    connection = HTTPConnection(name, port, timeout=SECONDS_TO_START)
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        try:
            connection.request("HEAD", "/", headers={"Host": urlsplit(settings.SITE_URL).netloc})
            connection.getresponse().read()
            return
        except (HTTPException, OSError):
            connection.close()
            time.sleep(SECONDS_BETWEEN_ATTEMPTS)


def _code(returned: int) -> int:
    """The exit code; being stopped is a good end."""
    return 0 if returned in (0, -signal.SIGTERM, -signal.SIGINT) else 1


def _run_what_is_due() -> None:
    close_old_connections()
    call_command("run_due")
