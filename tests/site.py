"""The real site as `make site` serves it, for journeys and for the pictures of the documentation."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import databases, samples

CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS_TO_START = 60


class SiteDidNotStartError(RuntimeError):
    """Carries what the server printed."""


def chromium() -> str | None:
    """The path of the system's Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served_site(folder: Path) -> Iterator[str]:
    """Serves the sample content from a folder; gives the address. Raises SiteDidNotStartError."""
    port = free_port()
    samples.copy_to(folder)
    environment = samples.environment(folder) | {"PORT": str(port)}
    log = folder / "log"
    command = [sys.executable, "manage.py", "site"]
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=databases.ROOT, env=environment, stdout=output, stderr=output)
    address = f"http://localhost:{port}"
    try:
        _wait(address, server, log)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _wait(address: str, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/", timeout=10).close()  # noqa: S310  # our own address
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SiteDidNotStartError(log.read_text())


def sign_in(page, address: str) -> None:
    """Signs the administrator in."""
    page.goto(f"{address}/admin/")
    page.fill("[name=username]", samples.USERNAME)
    page.fill("[name=password]", samples.PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(f"{address}/admin/")
