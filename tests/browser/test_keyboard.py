"""The site by keyboard alone: all that can be used is reached, seen and left again."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import DESKTOP, FULL, PAGES, PHONE, address, label

pytestmark = pytest.mark.browser

# What the Tab key stops at, in the order of the document; of radio buttons, one a group.
STOPS = """() => {
    const all = document.querySelectorAll(
        "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, "
        + "audio[controls], video[controls], [tabindex]:not([tabindex='-1'])");
    window.stops = [...all].filter(element => !element.disabled
        && element.checkVisibility({visibilityProperty: true}) && !element.closest("[inert]"));
    return window.stops.length;
}"""
# Which stop has the focus now (-1: none of them), whether one sees it, and who it is.
FOCUSED = """() => {
    const element = document.activeElement, style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const is_outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
        && !/rgba\\(.*, 0\\)|transparent/.test(style.outlineColor);
    const is_inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
        && box.right > 0 && box.left < innerWidth;
    const line = element.getClientRects()[0]; // of a link that goes over several lines, the first
    const top = document.elementFromPoint(
        Math.min(Math.max(line.left + line.width / 2, 0), innerWidth - 1),
        Math.min(Math.max(line.top + line.height / 2, 0), innerHeight - 1));
    const is_covered = !(top && (element.contains(top) || top.contains(element)));
    const words = (element.innerText || element.name || "").trim().slice(0, 40);
    return {index: window.stops.indexOf(element), seen: is_outlined && is_inside && !is_covered,
            is_outlined, is_inside, is_covered, name: `${element.tagName}.${element.className} ${words}`};
}"""
# Elements that stand elsewhere than the document's order says.
REORDERED = """() => [...document.querySelectorAll("body *")].filter(element => {
    const style = getComputedStyle(element);
    return element.tabIndex > 0 || style.order !== "0" || /reverse/.test(style.flexDirection)
        || /reverse/.test(style.flexWrap) || /dense/.test(style.gridAutoFlow);
}).map(element => element.outerHTML.slice(0, 80))"""
WALKED = [key for key in PAGES if key[0] in ("home", "index", "every block", "search", "lite every block")]


@pytest.fixture(scope="module")
def page(browser):
    context = browser.new_context(viewport=DESKTOP)
    yield context.new_page()
    context.close()


def walk(page: Page) -> list[dict]:
    """Presses Tab until the focus has left the page; gives every stop."""
    count = page.evaluate(STOPS)
    stops = []
    for _ in range(count + 5):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["index"] <= 0 and stops:
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("key", WALKED, ids=label)
def test_tab_reaches_all_in_order_and_one_sees_where_one_is(site, page, key, viewport):
    page.set_viewport_size(viewport)
    page.goto(address(site, PAGES[key]))
    stops = walk(page)
    assert [stop["index"] for stop in stops] == list(range(page.evaluate("stops.length")))
    assert [stop for stop in stops if not stop["seen"]] == []


@pytest.mark.parametrize("key", FULL, ids=label)
def test_what_one_sees_stands_in_the_order_of_the_document(site, page, key):
    page.goto(address(site, PAGES[key]))
    assert page.evaluate(REORDERED) == []


@pytest.mark.parametrize("key", WALKED, ids=label)
def test_the_skip_link_comes_first_and_leads_to_the_content(site, page, key):
    page.goto(address(site, PAGES[key]))
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    expect(link).to_have_attribute("href", "#content")
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main, footer') !== null")


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until an element has the focus."""
    for _ in range(page.evaluate(STOPS) + 1):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_the_archive_is_searched_by_keyboard(site, page):
    page.goto(f"{site}/news/")
    tab_to(page, "main select[name=year]")
    page.keyboard.type("2017")
    tab_to(page, "main [name=keyword]")
    page.keyboard.type("guarantors")
    page.keyboard.press("Enter")
    page.wait_for_url("**year=2017**keyword=guarantors**")
    expect(page.get_by_role("main").get_by_role("link", name="guarantors").first).to_be_visible()


def test_the_site_is_searched_by_keyboard(site, page):
    page.goto(f"{site}/search/")
    tab_to(page, "main input[type=search]")
    page.keyboard.type("torture")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=torture**")


def test_the_menu_is_used_by_keyboard(site, page):
    page.goto(f"{site}/")
    tab_to(page, "header nav a[href='/about/']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/about/")
    expect(page.locator("header nav [aria-current=page]")).to_have_attribute("href", "/about/")


def test_what_folds_opens_and_closes_by_keyboard(site, page):
    page.goto(site + PAGES["every block", "en"])
    folds = page.locator("details summary").count()
    for number in range(folds):
        fold = page.locator("details").nth(number)
        fold.locator("summary").focus()
        was_open = fold.get_attribute("open") is not None
        page.keyboard.press("Enter")
        assert (fold.get_attribute("open") is not None) != was_open
        page.keyboard.press("Enter")
        assert (fold.get_attribute("open") is not None) == was_open
