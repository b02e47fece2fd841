"""The example frontend as `make example` serves it, beside a site that knows its address."""

import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.audit.tools import VENV, unavailable
from tests.databases import ROOT
from tests.site import SiteDidNotStartError, free_port, served_site

EXAMPLE = ROOT / "examples" / "frontend"
SERVER = EXAMPLE / "dist" / "server" / "entry.mjs"
SECONDS_TO_START = 30


def build() -> None:
    """Builds what was changed; skips the test where the packages were never installed."""
    if not (EXAMPLE / "node_modules" / "done").exists():
        unavailable("The example frontend is not installed: make example-build.")
    built = subprocess.run(["make", "--silent", "example-build"], cwd=ROOT, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr


@contextmanager
def served_example(folder: Path) -> Iterator[tuple[str, str]]:
    """Gives the addresses of the frontend and of its site.

    The hosts differ: on the same one, ports share their cookies.
    """
    port = free_port()
    frontend = f"http://127.0.0.1:{port}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTEND_URL", frontend)
        patch.delenv("SITE_URL")  # that of the unit suite: the site's full addresses must lead to it
        with served_site(folder) as site:
            inherited = {**os.environ, "PATH": f"{VENV / 'bin'}:{os.environ['PATH']}"}
            own = {"CMS_URL": site, "FRONTEND_URL": frontend, "HOST": "127.0.0.1", "PORT": str(port)}
            with (folder / "frontend.log").open("w") as log:
                server = subprocess.Popen(
                    ["node", SERVER],
                    cwd=EXAMPLE,
                    env=inherited | own,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,  # the Node of the development tools runs as a child of a script
                )
            try:
                _wait(frontend, server, folder / "frontend.log")
                yield frontend, site
            finally:
                os.killpg(server.pid, signal.SIGTERM)
                server.wait(20)


def _wait(address: str, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/", timeout=10).close()  # noqa: S310  # our own address
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SiteDidNotStartError(log.read_text())
