"""Reading without a connection: off until the reader turns it on, honest when there is nothing, and
forgotten on demand."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

pytestmark = pytest.mark.browser

POST, TITLE = "/news/how-a-claim-goes/", "How a claim goes, in plain words"
OTHER = "/news/winter-coats-needed/"
KEPT = """
    caches.open("kept-pages").then((cache) => cache.keys())
        .then((keys) => keys.map((key) => new URL(key.url).pathname))
"""
MINUTE = 60_000  # ms
STEP = 100  # ms
# As if the last check had been long ago. The list is replaced before: a worker that still keeps the page
# that was read may check at once.
CHECK_SOON = """
    caches.open("kept-pages").then((cache) => cache.put("/offline/choice",
        new Response(JSON.stringify({ language: "en", address: "/offline/" }))))
"""


@pytest.fixture
def phone(browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 780}, locale="en-GB")
    yield context
    context.close()


@pytest.fixture
def reader(phone, site) -> Page:
    """Somebody who turned it on."""
    page = phone.new_page()
    page.goto(f"{site}/offline/")
    page.get_by_role("button", name="Keep posts on this phone").click()
    expect(page.get_by_text("It is on.")).to_be_visible(timeout=MINUTE)
    return page


def kept(page: Page) -> list[str]:
    return page.evaluate(KEPT)


def wait_until(page: Page, path: str, *, is_kept: bool) -> None:
    """Waits for the worker, which does its work after the page is shown."""
    for _ in range(MINUTE // STEP):
        if (path in kept(page)) is is_kept:
            return
        page.wait_for_timeout(STEP)
    raise AssertionError(f"{path} is {'not ' if is_kept else 'still '}kept")


def read(page: Page, address: str) -> None:
    """Opens a page and waits until it is kept."""
    page.goto(address)
    wait_until(page, urlsplit(address).path, is_kept=True)


def test_nothing_is_kept_before_the_reader_asks_for_it(phone, site):
    page = phone.new_page()
    for path in (POST, "/offline/", POST):
        page.goto(f"{site}{path}")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_a_post_that_was_read_can_be_read_without_a_connection(phone, reader, site):
    read(reader, f"{site}{POST}")
    phone.set_offline(True)
    reader.goto(f"{site}{POST}")
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert reader.evaluate("getComputedStyle(document.querySelector('.wrap')).maxInlineSize") != "none"


def test_what_is_not_kept_leads_to_an_honest_page_with_what_is(phone, reader, site):
    read(reader, f"{site}{POST}")
    phone.set_offline(True)
    reader.goto(f"{site}{OTHER}")
    expect(reader.get_by_text("There is no connection now")).to_be_visible()
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_only_articles_are_kept(reader, site):
    for path in ("/", "/news/", "/search/?q=rent", "/api/v2/posts/", "/admin/login/", "/nothing/"):
        reader.goto(f"{site}{path}")
    read(reader, f"{site}{POST}")
    others = {"/", "/news/", "/search/", "/api/v2/posts/", "/admin/login/", "/nothing/"}
    assert set(kept(reader)) & others == set()


def test_what_the_site_takes_back_leaves_the_phone_at_the_next_connection(phone, reader, site):
    read(reader, f"{site}{POST}")
    phone.route("**/offline/pages.json", lambda route: route.fulfill(json={"public": [], "important": []}))
    reader.evaluate(CHECK_SOON)
    reader.goto(f"{site}/news/")
    wait_until(reader, POST, is_kept=False)


def test_copies_from_before_a_picture_was_withdrawn_leave_the_phone(phone, reader, site):
    def silence(route: Route) -> None:
        told = route.fetch().json()
        route.fulfill(json=told | {"silenced": dict.fromkeys(told["public"], 2**50)})

    read(reader, f"{site}{POST}")
    phone.route("**/offline/pages.json", silence)
    reader.evaluate(CHECK_SOON)
    reader.goto(f"{site}/news/")
    wait_until(reader, POST, is_kept=False)


def test_important_pages_are_fetched_before_they_are_read(phone, reader, site):
    important = {"id": 1, "url": OTHER, "language": "en", "changed": 0}
    foreign = {"id": 2, "url": "/ur/about/", "language": "ur", "changed": 0}
    list_of_pages = {"public": [1, 2], "important": [important, foreign]}
    phone.route("**/offline/pages.json", lambda route: route.fulfill(json=list_of_pages))
    reader.evaluate(CHECK_SOON)
    reader.goto(f"{site}/news/")
    wait_until(reader, OTHER, is_kept=True)
    assert "/ur/about/" not in kept(reader)


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_page_that_is_gone_or_closed_is_forgotten_at_once(phone, reader, site, status):
    read(reader, f"{site}{POST}")
    phone.route(f"**{POST}", lambda route: route.fulfill(status=status, body="gone"))
    reader.goto(f"{site}{POST}")
    wait_until(reader, POST, is_kept=False)


def test_what_is_for_one_reader_alone_is_not_kept(phone, reader, site):
    read(reader, f"{site}{POST}")
    headers = {"Offline-Reading": "1", "Cache-Control": "private, no-cache", "Content-Type": "text/html"}
    phone.route(f"**{POST}", lambda route: route.fulfill(headers=headers, body="for an editor"))
    reader.goto(f"{site}{POST}")
    wait_until(reader, POST, is_kept=False)


def test_everything_is_forgotten_on_demand(reader, site):
    read(reader, f"{site}{POST}")
    reader.goto(f"{site}/offline/")
    reader.get_by_role("button", name="Forget everything").click()
    expect(reader.get_by_text("Everything is forgotten.")).to_be_visible(timeout=MINUTE)
    reader.goto(f"{site}{POST}")
    assert reader.evaluate("caches.keys()") == []
    assert reader.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_without_scripts_the_page_says_why_nothing_can_be_turned_on(visitor, site):
    visitor.goto(f"{site}/offline/")
    expect(visitor.get_by_text("This needs JavaScript")).to_be_visible()
    expect(visitor.get_by_role("button", name=re.compile("Keep|Forget"))).to_have_count(0)
