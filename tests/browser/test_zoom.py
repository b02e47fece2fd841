"""Large text, small screens, no motion: nothing is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.pages import DESKTOP, PAGES, PHONE, address, label

pytestmark = pytest.mark.browser

SMALLEST = {"width": 320, "height": 256}  # 1280 x 1024 at 400 %, as WCAG 1.4.10 has it
# Boxes that hide a part of their words.
CLIPPED = """() => [...document.querySelectorAll("body *")].filter(element => {
    const style = getComputedStyle(element);
    if (!element.innerText?.trim() || !element.checkVisibility({visibilityProperty: true})) return false;
    const hides_x = /hidden|clip/.test(style.overflowX), hides_y = /hidden|clip/.test(style.overflowY);
    if (element.clientWidth <= 1 || style.clipPath !== "none") return false; // for screen readers only
    return hides_x && element.scrollWidth > element.clientWidth + 1
        || hides_y && element.scrollHeight > element.clientHeight + 1
        || style.textOverflow === "ellipsis" && element.scrollWidth > element.clientWidth;
}).map(element => element.outerHTML.slice(0, 120))"""
# Lines of different elements that lie on each other. Lines are thinned, as scripts with tall
# letters have lines that touch.
OVERLAPPING = """() => {
    const lines = [], range = document.createRange();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode, element = text.parentElement;
        if (!text.data.trim() || !element.checkVisibility({visibilityProperty: true})) continue;
        if (element.closest(".skip-link, .visually-hidden")) continue;
        range.selectNodeContents(text);
        for (const box of range.getClientRects()) {
            const thin = box.height * 0.3;
            if (box.width > 2) lines.push({element, words: text.data.trim().slice(0, 30), left: box.left + 1,
                right: box.right - 1, top: box.top + thin, bottom: box.bottom - thin});
        }
    }
    const found = [];
    for (const [index, one] of lines.entries()) for (const other of lines.slice(index + 1)) {
        if (one.element !== other.element && one.left < other.right && other.left < one.right
            && one.top < other.bottom && other.top < one.bottom) found.push(`${one.words} | ${other.words}`);
    }
    return found;
}"""
# Who makes the page wider than the screen: the innermost of those that stick out.
STICKING_OUT = """() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const out = [...document.querySelectorAll("body *")].filter(element => {
        const box = element.getBoundingClientRect();
        return box.width && (box.right > root.clientWidth + 1 || box.left < -1);
    });
    const inner = out.filter(element => !out.some(other => element !== other && element.contains(other)));
    return [`by ${root.scrollWidth - root.clientWidth} px`,
            ...inner.map(element => element.outerHTML.slice(0, 120))];
}"""
MOVING = """() => [...document.querySelectorAll("*")].flatMap(element =>
    [null, "::before", "::after"].map(part => [element, getComputedStyle(element, part)]))
    .filter(([element, style]) => [style.transitionDuration, style.animationDuration]
        .some(times => times.split(", ").some(time => parseFloat(time) > 0.001))
        || style.scrollBehavior === "smooth")
    .map(([element]) => element.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def tab(browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=PAGES, ids=label)
def page(request, site, tab) -> Page:
    """Each page in turn; pytest runs all tests of one before it opens the next."""
    tab.goto(address(site, PAGES[request.param]))
    return tab


def lost(page: Page, viewport: dict[str, int], text: str = "100%") -> str:
    """What a reader with such a screen and text could not see, a line each."""
    page.set_viewport_size(viewport)
    page.evaluate("size => document.documentElement.style.fontSize = size", text)
    found = {
        "wider than the screen": page.evaluate(STICKING_OUT),
        "clipped": page.evaluate(CLIPPED),
        "on each other": page.evaluate(OVERLAPPING),
    }
    return "\n".join(f"{name}: {value}" for name, values in found.items() for value in values)


def test_at_400_percent_nothing_is_lost(page):
    assert lost(page, SMALLEST) == ""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_with_text_twice_as_large_nothing_is_lost(page, viewport):
    assert lost(page, viewport, "200%") == ""


def test_nothing_moves_for_those_who_asked_for_stillness(page):
    assert page.evaluate(MOVING) == []
    assert page.evaluate("document.getAnimations().length") == 0


def test_the_check_sees_what_is_lost(site, tab):
    tab.goto(f"{site}/about/")
    tab.evaluate("""() => {
        const [first, second] = document.querySelectorAll("main p");
        first.style.whiteSpace = "nowrap";
        second.style.marginTop = "-2em";
    }""")
    found = lost(tab, PHONE)
    assert "wider than the screen" in found
    assert "on each other" in found
