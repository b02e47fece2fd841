"""Journeys through the real site in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.factories import PDF, jpeg

pytestmark = pytest.mark.browser

TITLE = "Rent support is frozen again"


def add_block(page: Page, name: str) -> None:
    """Adds a block at the end of the body, as a volunteer does."""
    page.locator("#panel-child-content-body-section").get_by_title("Insert a block").last.click()
    page.get_by_role("option", name=name, exact=True).click()


def upload(page: Page, tab: str, fields: dict[str, str], name: str, mime: str, content: bytes) -> None:
    """Uploads a file in the chooser that is open and chooses it."""
    dialog = page.locator(".modal.in, .modal.show").last
    dialog.get_by_role("tab", name=tab).click()
    panel = dialog.locator("section:visible, .w-tabs__panel:visible").last
    panel.locator("input[type=file]").set_input_files({"name": name, "mimeType": mime, "buffer": content})
    for label, value in fields.items():
        panel.get_by_label(label).fill(value)
    panel.get_by_role("button", name="Upload").click()


def test_an_editor_writes_a_post_with_a_picture_and_a_pdf_and_publishes_it(editor, site, visitor):
    page = editor
    page.goto(f"{site}/admin/")
    page.get_by_role("button", name="News").click()
    page.get_by_role("link", name="Posts", exact=True).click()
    page.get_by_role("link", name="Add post").first.click()
    if "choose_parent" in page.url:
        page.get_by_role("radio").first.check()
        page.get_by_role("button", name="Continue").click()
    page.get_by_label("Page title").or_(page.locator("#id_title")).first.fill(TITLE)
    page.get_by_label("Housing", exact=True).check()

    add_block(page, "Text")
    page.locator("#panel-child-content-body-section [role=textbox]").last.click()
    page.keyboard.type("Rent assistance has been the same since 2014.")

    add_block(page, "Picture")
    page.get_by_role("button", name="Choose an image").last.click()
    upload(
        page,
        "Upload",
        {"Title": "A room", "Alternative text": "A room under the roof with one window"},
        "IMG_2041.jpg",
        "image/jpeg",
        jpeg(900, 600),
    )
    expect(page.locator("#panel-child-content-body-section img").last).to_be_visible()

    add_block(page, "Document")
    page.get_by_role("button", name="Choose a document").last.click()
    upload(page, "Upload", {"Title": "Letter on rent"}, "letter.pdf", "application/pdf", PDF)
    expect(page.get_by_text("Letter on rent").last).to_be_visible()

    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe, iframe[title=Preview]").first
    expect(preview.get_by_role("heading", name=TITLE)).to_be_visible()

    page.get_by_role("button", name="More actions").or_(page.locator("[data-w-dropdown-target=toggle]").last)
    page.locator("footer .w-dropdown, footer [data-controller~=w-dropdown]").last.locator("button").first.click()
    page.get_by_role("button", name="Publish").click()
    page.wait_for_load_state()

    visitor.goto(f"{site}/news/category/housing/")
    visitor.get_by_role("link", name=TITLE).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(visitor.get_by_alt_text("A room under the roof with one window")).to_be_visible()
    expect(visitor.get_by_role("link", name=re.compile("Letter on rent"))).to_be_visible()


def test_a_visitor_finds_a_post_by_category_year_and_keyword_without_javascript(site, visitor):
    visitor.goto(f"{site}/news/")
    visitor.get_by_label("Year").select_option("2017")
    visitor.get_by_label("Category").select_option("housing")
    visitor.get_by_label("Keyword").fill("guarantors")
    visitor.get_by_label("Keyword").press("Enter")
    expect(visitor).to_have_url(re.compile(r"year=2017.*category=housing.*keyword=guarantors"))
    expect(visitor.get_by_role("link", name=re.compile("(?i)guarantor")).first).to_be_visible()


def test_a_visitor_turns_the_pages_of_the_news(site, visitor):
    visitor.goto(f"{site}/news/")
    expect(visitor.get_by_text(re.compile(r"Page 1 of \d+")).first).to_be_visible()
    visitor.get_by_role("link", name="2", exact=True).first.click()
    expect(visitor.get_by_text(re.compile(r"Page 2 of \d+")).first).to_be_visible()


def test_a_visitor_searches_without_javascript(site, visitor):
    visitor.goto(f"{site}/search/")
    box = visitor.get_by_role("main").get_by_role("searchbox")
    box.fill("torture convention")
    box.press("Enter")
    expect(visitor).to_have_url(re.compile(r"q=torture"))
    expect(visitor.get_by_role("main").get_by_role("link", name=re.compile("(?i)torture")).first).to_be_visible()


def test_the_urdu_page_is_mirrored_and_fits_a_phone(site, visitor):
    visitor.goto(f"{site}/ur/")
    html = visitor.locator("html")
    expect(html).to_have_attribute("dir", "rtl")
    expect(html).to_have_attribute("lang", "ur")
    heading = visitor.get_by_role("heading", level=1).bounding_box()
    assert heading["x"] + heading["width"] > 300, "the heading stands at the right edge"


@pytest.mark.parametrize("path", ["/", "/news/", "/zh-hant/", "/ur/news/", "/search/?q=rent", "/nothing/"])
def test_no_page_is_wider_than_a_small_phone(site, browser, path):
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(f"{site}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_a_visitor_gets_no_cookie_and_calls_nobody_else(site, browser):
    context = browser.new_context()
    page = context.new_page()
    hosts, violations = set(), []
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.on("console", lambda message: violations.append(message.text) if message.type == "error" else None)
    for path in ("/", "/news/", "/zh-hant/news/", "/search/?q=rent", "/partners/"):
        page.goto(f"{site}{path}")
    assert hosts == {site.split("/")[2]}
    assert context.cookies() == []
    assert violations == []
    context.close()
