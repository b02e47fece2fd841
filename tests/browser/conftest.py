"""A real server on the sample content, and the system's Chromium."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.audit.tools import unavailable
from tests.browser.pages import DESKTOP, PHONE
from tests.site import CHROMIUM_FLAGS, chromium, served_site, sign_in

SLOW_MACHINE = 60_000  # ms
expect.set_options(timeout=SLOW_MACHINE)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The system's Chromium; without one the journeys are skipped, but never in CI."""
    path = chromium()
    if path is None:
        unavailable("There is no Chromium on this machine: the browser journeys are skipped.")
    return str(path)


@pytest.fixture(scope="module")
def browser(chromium_path) -> Iterator[Browser]:
    """Lives for a module: Playwright's event loop would forbid the database to the tests after it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[str]:
    """The address of the site as `make site` serves it. Nobody writes to it.

    TEST_SITE=http://localhost:8000 looks at a site that runs already, such as that of `make dev`.
    """
    if address := os.environ.get("TEST_SITE"):
        yield address.rstrip("/")
        return
    with served_site(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="module")
def editable_site(tmp_path_factory) -> Iterator[str]:
    """A site of the module's own, for journeys that change what it holds."""
    with served_site(tmp_path_factory.mktemp("editable")) as address:
        yield address


@pytest.fixture
def visitor(browser) -> Iterator[Page]:
    """A visitor on a phone whose browser runs no JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(SLOW_MACHINE)
    yield page
    context.close()


@pytest.fixture
def editor(browser, editable_site) -> Iterator[Page]:
    """Somebody who has signed in to the admin."""
    context = browser.new_context(viewport={**DESKTOP, "height": 1000}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(SLOW_MACHINE)
    sign_in(page, editable_site)
    yield page
    context.close()
