"""The example frontend, made of the API alone, read without JavaScript on a phone and used by an editor."""

import re
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.audit.tools import AXE, needed
from tests.browser.example import build, served_example
from tests.browser.pages import DESKTOP, PHONE
from tests.browser.test_accessibility import violations
from tests.showcase import EVERY_BLOCK
from tests.site import sign_in

pytestmark = pytest.mark.browser

BLOCKS = {
    "text": ".body .text p",
    "heading": ".body h2[id]",
    "quotation": ".body .quotation blockquote",
    "reusable text": ".body .aside p",
    "picture": ".body > .figure img",
    "gallery": ".body .gallery img",
    "document": ".body .box .document a",
    "petition": ".body .petition .state",
    "figures": ".body .figures dd",
    "table": ".body .table tbody tr",
    "call to action": ".body .call .button",
    "partners": ".body .partners__name",
    "embed": ".body .embed a",
}
TEMPLATES = ["/", "/news/", f"/news/{EVERY_BLOCK}/", "/search?q=guarantar", "/ur/"]
SAID = "We waited four hours <b>in the rain</b>."
MANY_LINKS = " ".join(f"https://{name}.example" for name in "abcd")
LONGER_THAN_THE_FORM_ASKS = 3_500  # ms
UNSAVED = "A title that nobody has saved"
NEVER_SAVED = "A post of tomorrow"


@pytest.fixture(scope="module")
def addresses(tmp_path_factory) -> Iterator[tuple[str, str]]:
    """The frontend's address, and that of its site."""
    build()
    with served_example(tmp_path_factory.mktemp("example")) as both:
        yield both


@pytest.fixture(scope="module")
def frontend(addresses) -> str:
    return addresses[0]


@pytest.fixture(scope="module")
def signed_in(browser: Browser, addresses) -> Iterator[Page]:
    context = browser.new_context(viewport={**DESKTOP, "height": 1000}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(30_000)
    sign_in(page, addresses[1])
    yield page
    context.close()


@pytest.fixture
def complaints(visitor: Page) -> list[str]:
    """What the browser has to say against a page: a broken policy, a file that is not there."""
    said: list[str] = []
    visitor.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    return said


def test_a_post_is_found_from_the_front_page(visitor, frontend, complaints):
    visitor.goto(f"{frontend}/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Refugees who speak for themselves")
    title = visitor.locator(".card__title").first.inner_text()
    visitor.locator(".card__title a").first.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(title)
    assert complaints == []


def test_the_archive_is_narrowed_by_its_form(visitor, frontend):
    visitor.goto(f"{frontend}/news/")
    visitor.get_by_label("Category").select_option("welfare")
    visitor.get_by_label("Year").select_option("2019")
    visitor.get_by_role("button", name="Show").click()
    times = visitor.locator(".card time")
    expect(times.first).to_contain_text("2019")
    assert {time.split()[-1] for time in times.all_inner_texts()} == {"2019"}
    assert visitor.get_by_label("Category").input_value() == "welfare"


def test_the_archive_goes_on_to_older_posts(visitor, frontend):
    visitor.goto(f"{frontend}/news/")
    first = visitor.locator(".card__title").first.inner_text()
    visitor.get_by_role("link", name="Older").click()
    expect(visitor.locator(".card__title").first).not_to_have_text(first)


def test_what_a_language_lacks_comes_in_english_and_says_so(visitor, frontend):
    visitor.goto(f"{frontend}/ur/news/?reach=filled")
    english = visitor.locator(".card", has=visitor.locator(".tag", has_text="English")).first
    expect(english.locator(".card__title")).to_have_attribute("lang", "en")
    expect(english.locator(".card__title")).to_have_attribute("dir", "ltr")


def test_every_block_is_shown(visitor, frontend, complaints):
    visitor.goto(f"{frontend}/news/{EVERY_BLOCK}/")
    missing = [name for name, place in BLOCKS.items() if visitor.locator(place).count() == 0]
    assert missing == []
    assert complaints == []


def test_pictures_come_from_the_site_in_the_smallest_kind(visitor, addresses):
    frontend, site = addresses
    visitor.goto(f"{frontend}/news/{EVERY_BLOCK}/")
    chosen = visitor.locator(".article > .figure img").evaluate(
        "img => img.decode().then(() => img.currentSrc)"
    )
    assert chosen.startswith(f"{site}/media/")
    assert chosen.endswith(".avif")


def test_partners_lead_to_their_sites(visitor, frontend):
    visitor.goto(f"{frontend}/")
    visitor.get_by_role("navigation", name="Menu").get_by_role("link", name="Partners").click()
    expect(visitor.get_by_role("link", name="The Amber Foundation")).to_have_attribute(
        "href", "https://example.org/amber-foundation"
    )


def test_a_misspelt_search_finds_marks_and_narrows(visitor, frontend):
    visitor.goto(f"{frontend}/")
    visitor.get_by_role("searchbox").fill("guarantar")
    visitor.get_by_role("button", name="Search").click()
    expect(visitor.get_by_text("Showing results for")).to_contain_text("guarantor")
    expect(visitor.locator(".result mark").first).to_be_visible()
    visitor.get_by_role("region", name="Kind").get_by_role("link", name="Petition").click()
    expect(visitor.get_by_role("link", name="Petition", exact=True)).to_have_attribute("aria-current", "true")


def test_another_language_of_the_same_page_reads_from_right_to_left(visitor, frontend):
    visitor.goto(f"{frontend}/about/")
    visitor.get_by_role("navigation", name="Languages").get_by_role("link", name="اردو").click()
    expect(visitor).to_have_url(f"{frontend}/ur/about/")
    expect(visitor.locator("html")).to_have_attribute("dir", "rtl")
    assert visitor.locator("html").evaluate("html => html.scrollWidth") == PHONE["width"]


def test_a_reader_comments_and_a_moderator_lets_it_stand(signed_in, addresses, visitor):
    frontend, site = addresses
    signed_in.goto(f"{site}/admin/settings/comments/commentsettings/")
    signed_in.locator("[name=close_after_days]").fill("0")
    signed_in.get_by_role("button", name="Save").click()
    post = signed_in.request.get(f"{site}/api/v2/posts/?locale=en&limit=1").json()["items"][0]
    signed_in.goto(f"{site}/admin/pages/{post['id']}/edit/")
    signed_in.locator("[name=has_comments]").check()
    signed_in.locator("footer").get_by_role("button").last.click()
    signed_in.get_by_role("button", name="Publish").click()
    expect(signed_in.locator(".messages")).to_contain_text("published")

    visitor.goto(frontend + post["meta"]["path"])
    visitor.get_by_role("link", name="Write a comment").click()
    words = visitor.get_by_label("Your words", exact=True)
    words.fill(MANY_LINKS)
    visitor.get_by_label("A name").fill("Amina")
    visitor.wait_for_timeout(LONGER_THAN_THE_FORM_ASKS)
    visitor.get_by_role("button", name="Send", exact=True).click()
    expect(visitor.get_by_role("alert")).to_contain_text("too many links")
    expect(words).to_have_value(MANY_LINKS)
    words.fill(SAID)
    visitor.wait_for_timeout(LONGER_THAN_THE_FORM_ASKS)
    visitor.get_by_role("button", name="Send", exact=True).click()
    expect(visitor.locator(".comments__code")).to_have_text(re.compile(r"^(\w{4}-){3}\w{4}$"))
    assert visitor.context.cookies() == []

    signed_in.goto(f"{site}/admin/comments/comment/")
    signed_in.get_by_role("button", name="Approve", exact=True).first.click()
    visitor.goto(frontend + post["meta"]["path"])
    expect(visitor.locator(".comment .lines")).to_have_text(SAID)


def test_a_page_that_is_not_there_is_a_404_with_a_way_home(visitor, frontend):
    answer = visitor.goto(f"{frontend}/ur/no-such-page/")
    assert answer.status == 404
    expect(visitor.locator("main .button")).to_have_attribute("href", "/ur/")


def test_what_has_moved_is_found_where_it_is_now(signed_in, addresses):
    frontend, site = addresses
    signed_in.goto(f"{site}/admin/redirects/add/")
    signed_in.fill("[name=old_path]", "/our-old-shop/")
    signed_in.fill("[name=redirect_link]", "https://example.org/shop")
    signed_in.get_by_role("button", name="Create").click()
    signed_in.wait_for_url(f"{site}/admin/redirects/")
    answer = signed_in.request.get(f"{frontend}/our-old-shop/", max_redirects=0)
    assert (answer.status, answer.headers["location"]) == (301, "https://example.org/shop")


def test_a_browser_that_has_a_page_gets_no_second_copy(frontend):
    with urllib.request.urlopen(f"{frontend}/about/") as answer:  # noqa: S310  # our own address
        etag = answer.headers["ETag"]
        assert "Set-Cookie" not in answer.headers
    again = urllib.request.Request(f"{frontend}/about/", headers={"If-None-Match": etag})  # noqa: S310
    with pytest.raises(urllib.error.HTTPError) as unchanged:
        urllib.request.urlopen(again)  # noqa: S310
    assert unchanged.value.code == 304


def test_axe_reports_nothing(browser, frontend):
    axe = needed(AXE).read_text()
    context = browser.new_context()
    page, found = context.new_page(), []
    for path in TEMPLATES:
        page.goto(frontend + path)
        for scheme, screen in (("light", PHONE), ("dark", DESKTOP)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(screen)
            found += [f"{path}, {scheme}: {fault}" for fault in violations(page, axe)]
    context.close()
    assert found == [], "\n".join(found)


def test_an_editor_sees_a_draft_in_the_frontend_with_the_user_bar(signed_in, addresses):
    frontend, site = addresses
    signed_in.goto(f"{site}/admin/")
    signed_in.get_by_role("button", name="News").click()
    signed_in.get_by_role("link", name="Posts", exact=True).click()
    signed_in.locator("tbody .title-wrapper a, tbody td.title a").first.click()
    signed_in.locator("#id_title").fill(UNSAVED)
    signed_in.get_by_role("button", name="Toggle preview").click()
    shown = signed_in.frame_locator("#w-preview-iframe")
    expect(shown.get_by_role("heading", level=1)).to_have_text(UNSAVED)
    address = next(frame.url for frame in signed_in.frames if frame.url.startswith(frontend))

    tab = signed_in.context.new_page()
    headers = tab.goto(address).headers
    assert headers["cache-control"] == "no-store, private"
    assert headers["x-robots-tag"] == "noindex, nofollow"
    assert headers["referrer-policy"] == "no-referrer"
    tab.get_by_role("button", name="View Wagtail quick actions").click()
    expect(tab.get_by_role("menuitem", name="Edit this page")).to_be_visible()
    tab.close()


def test_an_editor_sees_a_post_in_the_frontend_that_was_never_saved(signed_in, addresses):
    frontend, site = addresses
    news = signed_in.request.get(f"{site}/api/v2/pages/find/?html_path=/news/").json()["id"]
    signed_in.goto(f"{site}/admin/")
    signed_in.evaluate("localStorage.clear()")  # else the panel opens by itself, sooner or later
    signed_in.goto(f"{site}/admin/pages/add/blog/blogpage/{news}/")
    signed_in.locator("#id_title").fill(NEVER_SAVED)
    shown = signed_in.frame_locator("#w-preview-iframe")
    signed_in.get_by_role("button", name="Toggle preview").click()
    expect(shown.get_by_role("heading", level=1)).to_have_text(NEVER_SAVED)
    address = next(frame.url for frame in signed_in.frames if frame.url.startswith(frontend))
    assert signed_in.request.get(address).status == 200
    public = signed_in.request.get(f"{site}/api/v2/posts/?q=tomorrow&locale=en").text()
    assert NEVER_SAVED not in public


def test_a_preview_with_a_changed_token_shows_nothing(visitor, frontend):
    answer = visitor.goto(f"{frontend}/preview?token=nonsense&path=/about/")
    assert answer.status == 400
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("This preview is over")
