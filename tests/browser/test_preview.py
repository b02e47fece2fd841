"""An editor looks at a draft in a frontend that stands at another address."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.site import served_site, sign_in

pytestmark = pytest.mark.browser

TITLE = "A title that nobody has saved"
# What docs/api.md tells a frontend to do, and no more.
SCRIPT = """
const query = new URLSearchParams(location.search);
const preview = "SITE/api/v2/preview/";
const token = encodeURIComponent(query.get("token"));

const answer = await fetch(`${preview}?token=${token}&path=${encodeURIComponent(query.get("path"))}`);
const page = await answer.json();
document.querySelector("h1").textContent = page.title;
document.querySelector("a").href = page.meta.path;

const inPanel = window.parent === window ? "" : "&in_preview_panel=1";
const bar = document.createElement("div");
bar.innerHTML = await (await fetch(`${preview}userbar/?token=${token}${inPanel}`)).text();
for (const inert of bar.querySelectorAll("script[src]")) {
  const script = document.createElement("script");
  script.src = inert.src;
  inert.remove();
  await new Promise((loaded) => {
    script.onload = loaded;
    document.head.append(script);
  });
}
document.body.append(bar);
"""
# A frontend that was broken into: after a tap it would show the editor another site to sign in to.
LEAVING = "void (document.onclick = () => { top.location = '/elsewhere' })"
# As strict as the documentation says that it can be.
POLICY = (
    "default-src 'none'; script-src 'self' SITE; style-src SITE 'unsafe-inline'; font-src SITE;"
    " connect-src SITE; frame-ancestors SITE"
)
PAGE = """<!doctype html>
<html lang="en"><head><title>A frontend</title><meta name="referrer" content="no-referrer"></head>
<body><main id="frontend" style="min-height: 5000px"><h1></h1><p><a href="/">click here</a></p></main>
<script type="module" src="/preview.js"></script></body></html>"""


class Frontend(ThreadingHTTPServer):
    """Two static files, and what a browser told when it asked for them."""

    daemon_threads = True
    site = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def address(self) -> str:
        """Another host than the site's: on the same one, ports share their cookies."""
        return f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    server: Frontend

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        is_script = self.path == "/preview.js"
        text = SCRIPT.replace("SITE", self.server.site) if is_script else PAGE
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if is_script else "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY.replace("SITE", self.server.site))
        self.end_headers()
        with suppress(BrokenPipeError):  # the side panel leaves an overtaken preview without its answer
            self.wfile.write(text.encode())

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def frontend() -> Iterator[Frontend]:
    with Frontend() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def site_with_frontend(frontend, tmp_path_factory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTEND_URL", frontend.address)
        with served_site(tmp_path_factory.mktemp("frontend")) as address:
            frontend.site = address
            yield address


@pytest.fixture(scope="module")
def editing(browser: Browser, site_with_frontend: str) -> Iterator[Page]:
    """The editor of a published post, with a new title that was not saved, and the preview open."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.errors = []
    page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
    sign_in(page, site_with_frontend)
    page.goto(f"{site_with_frontend}/admin/")
    page.get_by_role("button", name="News").click()
    page.get_by_role("link", name="Posts", exact=True).click()
    page.locator("tbody .title-wrapper a, tbody td.title a").first.click()
    page.locator("#id_title").fill(TITLE)
    page.get_by_role("button", name="Toggle preview").click()
    yield page
    context.close()


def shown_in_panel(page: Page, frontend: Frontend) -> Frame:
    """The frontend's page in the side panel, once it shows the title that was typed."""
    heading = page.frame_locator("#w-preview-iframe").locator("#frontend h1")
    expect(heading).to_have_text(TITLE)
    return next(found for found in page.frames if found.url.startswith(frontend.address))


def test_the_side_panel_shows_the_unsaved_title_in_the_frontend(editing, frontend):
    frame = shown_in_panel(editing, frontend)
    assert "/preview?token=" in frame.url
    assert not [text for text in editing.errors if "Content Security Policy" in text]


def test_the_frontend_gets_no_cookie_and_no_address_of_the_admin(editing, frontend):
    shown_in_panel(editing, frontend)
    told = [headers for path, headers in frontend.asked if path.startswith("/preview?")]
    assert told
    assert not any(headers.keys() & {"Referer", "Cookie"} for headers in told)


def test_the_editor_can_look_at_the_sites_own_preview_instead(editing, frontend):
    shown_in_panel(editing, frontend)
    editing.get_by_label("Preview mode").select_option("On this site")
    own = editing.frame_locator("#w-preview-iframe")
    expect(own.locator("main:not(#frontend) h1")).to_have_text(TITLE)
    editing.get_by_label("Preview mode").select_option("In the frontend")
    shown_in_panel(editing, frontend)


def test_the_frontend_cannot_lead_the_editor_away(editing, frontend):
    frame = shown_in_panel(editing, frontend)
    before = editing.url
    frame.evaluate(LEAVING)
    frame.locator("h1").click()
    editing.wait_for_timeout(500)
    assert editing.url == before
    assert any("sandbox" in text for text in editing.errors)


def test_the_content_checker_reaches_into_the_frontend(editing, frontend):
    shown_in_panel(editing, frontend)
    editing.get_by_role("button", name="Toggle checks").click()
    expect(editing.get_by_text("The words of a link do not say where it leads")).to_be_visible()
    assert not [text for text in editing.errors if "Content Security Policy" in text]
    editing.get_by_role("button", name="Toggle preview").click()


def test_the_place_in_the_page_is_kept_while_somebody_types(editing, frontend):
    frame = shown_in_panel(editing, frontend)
    frame.evaluate("scrollTo(0, 1200)")
    editing.locator("#id_title").fill("Another title")
    panel = editing.frame_locator("#w-preview-iframe")
    expect(panel.locator("#frontend h1")).to_have_text("Another title")
    assert panel.locator("html").evaluate("() => scrollY") == 1200
    editing.locator("#id_title").fill(TITLE)


def test_in_a_tab_of_its_own_the_user_bar_leads_back_to_the_editor(editing, frontend, site_with_frontend):
    address = shown_in_panel(editing, frontend).url
    tab = editing.context.new_page()
    tab.goto(address)
    tab.get_by_role("button", name="View Wagtail quick actions").click()
    link = tab.get_by_role("menuitem", name="Edit this page")
    expect(link).to_be_visible()
    assert link.get_attribute("href").startswith(site_with_frontend.removeprefix("http:") + "/admin/pages/")
    tab.close()
