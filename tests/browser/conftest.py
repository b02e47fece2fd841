"""A real server on the sample content, and the system's Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import databases

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
USERNAME, PASSWORD = "amina", "a long sentence for a test"  # noqa: S105  # of a server that lives for a test
SECONDS_TO_START = 240


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[str]:
    """The address of the site, served as `make site` serves it on a first run."""
    folder = tmp_path_factory.mktemp("site")
    port = free_port()
    shutil.copy(databases.sqlite_template(), folder / "db.sqlite3")
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.base",
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "ADMIN_USERNAME": USERNAME,
        "ADMIN_PASSWORD": PASSWORD,
    }
    log = Path(folder) / "log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "site"],
            cwd=databases.ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        )
    address = f"http://localhost:{port}"
    try:
        wait_until_it_answers(address, server, log)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def wait_until_it_answers(address: str, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/", timeout=10).close()  # noqa: S310  # our own address
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"The site did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Browser journeys need Chromium, and CI must have it.")
        pytest.skip("No Chromium on this machine: the browser journeys are skipped.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(browser) -> Iterator[Page]:
    """A visitor on a phone whose browser runs no JavaScript."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 780}, locale="en-GB"
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


@pytest.fixture
def editor(browser, site) -> Iterator[Page]:
    """Somebody who has signed in to the admin."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{site}/admin/")
    page.fill("[name=username]", USERNAME)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(f"{site}/admin/")
    yield page
    context.close()
