"""Titles while somebody types: by keyboard, by touch, from right to left, and only where they are wanted."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.audit.tools import AXE, needed
from tests.browser.conftest import SLOW_MACHINE
from tests.browser.pages import PHONE
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.browser
SAVES_DATA = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"


@pytest.fixture
def page(browser):
    """A visitor on a phone, with JavaScript."""
    context = browser.new_context(viewport=PHONE, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(SLOW_MACHINE)
    yield page
    context.close()


@pytest.fixture
def asked(page) -> list[str]:
    """The addresses of suggestions that the page asked for."""
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url) if "/suggest/" in request.url else None)
    return urls


def field(page: Page):
    return page.locator("[data-suggest]")


# Writes a word letter by letter at the speed of somebody who never stops, however slow the machine is.
TYPE = """(field, words) => {
    field.focus();
    for (const letter of words) {
        field.value += letter;
        field.dispatchEvent(new InputEvent("input", {bubbles: true, data: letter}));
    }
}"""


def type_words(page: Page, site: str, words: str = "petition", path: str = "/search/"):
    """Types letter by letter, and waits for the titles."""
    page.goto(site + path)
    field(page).fill("")  # where a page is not there, the words of its address stand in the field
    field(page).evaluate(TYPE, words)
    expect(titles(page).first).to_be_visible()


def titles(page: Page):
    return page.get_by_role("option")


def test_titles_come_once_for_all_letters_and_their_number_is_told(site, page, asked):
    type_words(page, site)
    assert [url.partition("?")[2] for url in asked] == ["q=petition&language=en"]
    number = titles(page).count()
    assert 1 < number <= 8
    expect(page.get_by_role("status").first).to_have_text(f"Suggestions: {number}")


def test_arrows_go_through_the_titles_and_enter_opens_one(site, page):
    type_words(page, site)
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    expect(field(page)).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    assert chosen.inner_text() == titles(page).nth(1).inner_text()
    page.keyboard.press("ArrowUp")
    title = chosen.inner_text()
    assert title == titles(page).first.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)


def test_arrows_come_back_to_the_field_and_enter_looks_for_its_words(site, page):
    type_words(page, site)
    page.keyboard.press("ArrowUp")
    assert titles(page).last.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    expect(field(page)).to_have_attribute("aria-activedescendant", "")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=petition")


def test_escape_closes_the_titles_and_keeps_the_words(site, page):
    type_words(page, site)
    page.keyboard.press("Escape")
    expect(titles(page)).to_have_count(0)
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(field(page)).to_have_value("petition")


def test_leaving_the_field_closes_the_titles(site, page):
    type_words(page, site)
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_touch_opens_a_title(site, page):
    type_words(page, site)
    title = titles(page).nth(1).inner_text()
    titles(page).nth(1).click()
    expect(page.locator("h1")).to_have_text(title)


def test_the_page_that_is_not_there_suggests_too(site, page):
    type_words(page, site, path="/no-such-page/")


def test_titles_name_their_language_and_stand_on_its_side(site, page):
    type_words(page, site, "ری", "/ur/search/")
    expect(titles(page).first).to_have_attribute("lang", "ur")
    expect(titles(page).first).to_have_css("direction", "rtl")


def test_a_title_is_text_and_never_markup(site, page):
    title = {"title": "<img src=x onerror=alert(1)>", "html_url": f"{site}/", "lang": "en", "dir": "ltr"}
    page.route("**/suggest/*", lambda route: route.fulfill(json={"items": [title]}))
    type_words(page, site)
    expect(titles(page)).to_have_text(title["title"])
    assert page.locator("form img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_reports_nothing_of_the_open_list(site, page, scheme):
    page.emulate_media(color_scheme=scheme)
    type_words(page, site)
    page.keyboard.press("ArrowDown")
    assert violations(page, needed(AXE).read_text()) == []


def test_whoever_saves_data_is_asked_for_nothing(site, page, asked):
    page.add_init_script(SAVES_DATA)
    page.goto(f"{site}/search/")
    field(page).press_sequentially("petition", delay=20)
    page.wait_for_timeout(400)
    assert asked == []
    assert field(page).get_attribute("role") is None


def test_without_a_connection_the_form_just_stands_there(site, page):
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route("**/suggest/*", lambda route: route.abort())
    page.goto(f"{site}/search/")
    with page.expect_event("requestfailed"):
        field(page).press_sequentially("petition", delay=20)
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert complaints == []


def test_a_question_is_given_up_when_more_is_typed(site, page):
    held: list[Route] = []
    item = {"title": "New", "html_url": f"{site}/", "lang": "en", "dir": "ltr"}
    page.route("**/suggest/*q=pet&*", lambda route: held.append(route))
    page.route("**/suggest/*q=petition&*", lambda route: route.fulfill(json={"items": [item]}))
    page.goto(f"{site}/search/")
    with page.expect_event("requestfailed"):
        with page.expect_request("**/suggest/*q=pet&*"):
            field(page).press_sequentially("pet")
        field(page).press_sequentially("ition")
    expect(titles(page)).to_have_text("New")
    assert [route.request.failure for route in held] == ["net::ERR_ABORTED"]
