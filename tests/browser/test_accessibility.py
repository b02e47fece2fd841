"""WCAG 2.2 AA as far as a machine can see it: axe reports nothing, on any template."""

import pytest
from playwright.sync_api import Page

from tests.audit.tools import AXE, needed
from tests.browser.pages import DESKTOP, FULL, PAGES, PHONE, Key, address, label

pytestmark = pytest.mark.browser

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # of WCAG 2.2, and off unless asked for
    "resultTypes": ["violations"],
}


@pytest.fixture(scope="module")
def axe() -> str:
    return needed(AXE).read_text()


@pytest.fixture(scope="module")
def page(browser, axe):
    """One tab for all pages; axe comes with the debugger, which no policy of the page holds back."""
    context = browser.new_context()
    page = context.new_page()
    yield page
    context.close()


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds on the page that is open, a line for each element."""
    page.evaluate(axe)
    found = page.evaluate("options => axe.run(document, options)", OPTIONS)["violations"]
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))} – {' '.join(node['failureSummary'].split())}"
        for rule in found
        for node in rule["nodes"]
    ]


def appearances(key: Key) -> list[tuple[str, dict[str, int]]]:
    """The schemes and screens to look at: all pairs in English, then each scheme and each screen."""
    if key not in FULL:  # the lite form looks the same on each screen
        return [("light", PHONE), ("dark", PHONE)]
    if key[1] == "en":
        return [(scheme, screen) for scheme in ("light", "dark") for screen in (PHONE, DESKTOP)]
    return [("light", PHONE), ("dark", DESKTOP)]


@pytest.mark.parametrize("key", PAGES, ids=label)
def test_axe_reports_nothing(site, page, axe, key):
    found = []
    page.goto(address(site, PAGES[key]))
    for scheme, screen in appearances(key):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(screen)
        found += [f"{scheme}, {screen['width']} px: {fault}" for fault in violations(page, axe)]
    assert found == [], "\n".join(found)


def test_axe_sees_words_that_only_the_dark_scheme_hides(site, page, axe):
    page.goto(f"{site}/")
    hide = "document.querySelector('h1').style.color = getComputedStyle(document.body).backgroundColor"
    page.emulate_media(color_scheme="dark")
    page.evaluate(hide)
    assert "color-contrast" in " ".join(violations(page, axe))
    page.emulate_media(color_scheme="light")
    assert "color-contrast" not in " ".join(violations(page, axe))


def test_axe_sees_a_fault_under_the_policy_of_the_site(site, page, axe):
    page.goto(f"{site}/")
    page.evaluate("document.querySelector('h1').outerHTML = '<h4>Too deep</h4><img src=data:,>'")
    found = " ".join(violations(page, axe))
    assert "image-alt" in found
    assert "page-has-heading-one" in found
