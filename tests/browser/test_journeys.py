"""Journeys through the real site in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.factories import PDF, jpeg

pytestmark = pytest.mark.browser

TITLE = "Rent support is frozen again"
ALTERNATIVE = "A room under the roof with one window"


def add_block(page: Page, name: str) -> None:
    """Adds a block at the end of the body, as a volunteer does."""
    page.get_by_title("Insert a block").last.click()
    page.get_by_role("option", name=name, exact=True).click()


def upload(page: Page, fields: dict[str, str], name: str, content: bytes) -> None:
    """Uploads a file in the chooser that is open, and so chooses it."""
    page.get_by_role("tab", name="Upload").click()
    panel = page.locator("#tab-upload")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    panel.locator("input[type=file]").set_input_files(file)
    for label, value in fields.items():
        panel.get_by_label(label).fill(value)
    if (nobody := panel.get_by_role("radio", name="Nobody")).count():
        nobody.check()
    panel.get_by_role("button", name="Upload").click()
    expect(panel).to_be_hidden()


def test_an_editor_writes_a_post_with_a_picture_and_a_pdf_and_publishes_it(editor, editable_site, visitor):
    page = editor
    page.goto(f"{editable_site}/admin/")
    page.get_by_role("button", name="News").click()
    page.get_by_role("link", name="Posts", exact=True).click()
    page.get_by_role("link", name="Add post").first.click()
    # With news in several languages, the admin asks where the post goes.
    page.get_by_role("radio", name=re.compile("News")).first.check()
    page.get_by_role("button", name="Continue").click()
    page.locator("#id_title").fill(TITLE)
    page.get_by_label("Housing", exact=True).check()

    add_block(page, "Text")
    words = page.locator("#panel-child-content-body-section [role=textbox]").last
    words.press_sequentially("Rent assistance has been the same since 2014.")
    expect(words).to_have_text("Rent assistance has been the same since 2014.")

    add_block(page, "Picture")
    page.get_by_role("button", name="Choose an image").last.click()
    upload(page, {"Title": "A room", "Alternative text": ALTERNATIVE}, "IMG_2041.jpg", jpeg(900, 600))

    add_block(page, "Document")
    page.get_by_role("button", name="Choose a document").last.click()
    upload(page, {"Title": "Letter on rent"}, "letter.pdf", PDF)

    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("iframe[title='Preview']").last
    expect(preview.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.get_by_role("button", name="Toggle preview").click()

    # Saving by itself, the admin exchanges parts of the screen: one who waits hits the button.
    expect(page.locator("#w-autosave-indicator").get_by_text("Saved")).to_be_visible()
    page.locator("footer").get_by_role("button").last.click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("status").or_(page.locator(".messages")).first).to_contain_text("published")

    visitor.goto(f"{editable_site}/news/category/housing/")
    visitor.get_by_role("link", name=TITLE).first.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(visitor.get_by_alt_text(ALTERNATIVE)).to_be_visible()
    expect(visitor.get_by_role("link", name=re.compile("Letter on rent"))).to_be_visible()


def test_a_visitor_finds_a_post_by_category_year_and_keyword_without_javascript(site, visitor):
    visitor.goto(f"{site}/news/")
    visitor.get_by_text("Find by year, subject or word").click()
    visitor.get_by_label("Year", exact=True).select_option("2017")
    visitor.get_by_label("Category", exact=True).select_option("housing")
    visitor.get_by_label("Keyword", exact=True).fill("guarantors")
    visitor.get_by_label("Keyword", exact=True).press("Enter")
    expect(visitor).to_have_url(re.compile(r"year=2017.*category=housing.*keyword=guarantors"))
    expect(visitor.get_by_role("link", name=re.compile("guarantor", re.IGNORECASE)).first).to_be_visible()


def test_a_visitor_turns_the_pages_of_the_news(site, visitor):
    visitor.goto(f"{site}/news/")
    expect(visitor.get_by_text(re.compile(r"Page 1 of \d+")).first).to_be_visible()
    visitor.get_by_role("link", name="Page 2", exact=True).first.click()
    expect(visitor.get_by_text(re.compile(r"Page 2 of \d+")).first).to_be_visible()


def test_a_visitor_searches_without_javascript(site, visitor):
    visitor.goto(f"{site}/search/")
    box = visitor.get_by_role("main").get_by_role("searchbox")
    box.fill("torture convention")
    box.press("Enter")
    expect(visitor).to_have_url(re.compile(r"q=torture"))
    expect(
        visitor.get_by_role("main").get_by_role("link", name=re.compile("torture", re.IGNORECASE)).first
    ).to_be_visible()


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


def test_the_slug_of_a_category_follows_its_name(editor, editable_site):
    editor.goto(f"{editable_site}/admin/blog/category/create/")
    editor.locator("#id_name").press_sequentially("Winter coats")
    expect(editor.locator("#id_slug")).to_have_value("winter-coats")


def test_a_roundup_with_a_gallery_fits_a_small_phone(site, browser):
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(f"{site}/news/february-roundup-2021/")
    assert page.locator(".gallery__item").count() > 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
