"""What a page costs a phone: bytes over the wire, requests, hosts, cookies, layout shift."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

VIEWPORT = {"width": 412, "height": 823}  # Lighthouse's phone
PIXELS = 2
KINDS = {"Document": "html", "Stylesheet": "css", "Script": "js", "Image": "pictures"}
OBSERVE_SHIFTS = """
    window.shifts = [];
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) shifts.push([entry.value, entry.startTime]);
    }).observe({type: "layout-shift", buffered: true});
"""
READ_TO_THE_END = """async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
        scrollTo(0, y);
        await new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)));
    }
}"""


@dataclass
class Cost:
    """What loading one page with an empty cache costs. Sizes in bytes as sent, headers included."""

    sizes: dict[str, int] = field(default_factory=lambda: {**dict.fromkeys(KINDS.values(), 0), "other": 0})
    urls: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    cookies: list[dict] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    shifts: list[float] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.sizes.values())


@contextmanager
def phone(browser: Browser) -> Iterator[Page]:
    """A phone that has never been here."""
    context = browser.new_context(viewport=VIEWPORT, device_scale_factor=PIXELS, is_mobile=True)
    yield context.new_page()
    context.close()


def cost(browser: Browser, url: str) -> Cost:
    """Loads a page on a new phone, then reads it to its end; only the loading is counted in bytes."""
    cost = Cost()
    with phone(browser) as page:
        _count(page, cost)
        page.add_init_script(OBSERVE_SHIFTS)
        page.goto(url, wait_until="networkidle")
        counted = Cost(sizes=dict(cost.sizes), urls=list(cost.urls), hosts=cost.hosts)
        page.evaluate(READ_TO_THE_END)
        page.wait_for_load_state("networkidle")
        counted.shifts = [value for value, _ in page.evaluate("shifts")]
        counted.cookies = page.context.cookies()
        counted.complaints = cost.complaints
    return counted


def _count(page: Page, cost: Cost) -> None:
    """Lets Chromium's debugger tell of each answer and its size."""
    kinds: dict[str, str] = {}

    def answered(event: dict) -> None:
        url = event["response"]["url"]
        if url.startswith("data:"):
            return
        kinds[event["requestId"]] = KINDS.get(event["type"], "other")
        cost.urls.append(url)
        cost.hosts.add(urlsplit(url).netloc)

    def loaded(event: dict) -> None:
        if kind := kinds.get(event["requestId"]):
            cost.sizes[kind] += int(event["encodedDataLength"])

    debugger = page.context.new_cdp_session(page)
    debugger.send("Network.enable")
    debugger.on("Network.responseReceived", answered)
    debugger.on("Network.loadingFinished", loaded)
    page.on("console", lambda said: cost.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: cost.complaints.append(str(error)))
