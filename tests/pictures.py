"""Makes the pictures of the documentation from the real site. Run: make pictures"""

import datetime
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.contact_sheets import take_sheets
from tests.databases import ROOT
from tests.drawn_people import as_file, group
from tests.site import CHROMIUM_FLAGS, chromium, served_site, sign_in
from tests.wordpress.exports import attachment, export, item

FOLDER = ROOT / "docs" / "pictures"
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 780}


def keep(name: str, picture: bytes) -> None:
    """Saves a screenshot with few colours, so that the repository stays small."""
    small = Image.open(BytesIO(picture)).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    path = FOLDER / f"{name}.png"
    small.save(path, optimize=True)
    tell(path)


def tell(path: Path) -> None:
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1024:.0f} KB")


def take_home(browser: Browser, address: str) -> None:
    """What the README opens with."""
    context = browser.new_context(viewport=DESKTOP, color_scheme="light")
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    keep("home", page.screenshot())
    context.close()


def take_admin(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport=DESKTOP).new_page()
    sign_in(page, address)
    page.goto(f"{address}/admin/blog/blogpage/", wait_until="networkidle")
    keep("admin-posts", page.screenshot())
    page.get_by_role("link", name="Petition to SWD").or_(page.locator("td.title a, td a").first).first.click()
    page.wait_for_load_state("networkidle")
    keep("admin-post", page.screenshot())
    page.get_by_role("button", name="Toggle preview").click()
    page.wait_for_timeout(2500)
    keep("admin-preview", page.screenshot())
    page.get_by_role("button", name="Toggle preview").click()
    page.get_by_title("Insert a block").last.click()
    page.get_by_role("option", name="Petition", exact=True).scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    keep("admin-blocks", page.screenshot())
    page.goto(f"{address}/admin/images/add/", wait_until="networkidle")
    keep("admin-upload", page.screenshot())
    take_people(page, address)


def take_people(page: Page, address: str) -> None:
    """What is asked about the people in a picture, and what follows from an answer that is missing."""
    page.goto(f"{address}/admin/blog/blogpage/", wait_until="networkidle")
    page.locator("td.title a, td a").first.click()
    page.wait_for_load_state("networkidle")
    post = page.url
    number = page.locator("[name=lead_picture]").input_value()
    page.goto(f"{address}/admin/images/{number}/", wait_until="networkidle")
    page.get_by_role("radio", name="Adults", exact=True).check()
    page.get_by_role("radio", name="Yes, or I am not sure").check()
    page.locator("#id_description").evaluate("field => field.scrollIntoView()")
    page.wait_for_timeout(500)
    keep("admin-people", page.screenshot())
    page.get_by_role("button", name="Save").first.click()
    page.goto(post, wait_until="networkidle")
    page.locator("[name=action-publish]").first.evaluate("button => button.click()")
    page.get_by_text("waits (the link opens").wait_for()
    page.wait_for_load_state("networkidle")
    keep("admin-people-refused", page.screenshot())
    answer(page, address, "School bags", "Children, alone or with adults")
    answer(page, address, "The steps of the courthouse", "Adults")
    in_three_weeks = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=21)).date().isoformat()
    answer(page, address, "Soap, made and dried", "Adults", agreed_until=in_three_weeks)
    page.goto(f"{address}/admin/", wait_until="networkidle")
    keep("admin-people-panel", page.screenshot())


def answer(page: Page, address: str, title: str, people: str, agreed_until: str = "") -> None:
    """Says of a picture of the sample that people can be recognised in it, and until when they agreed."""
    page.goto(f"{address}/admin/images/?q={title}", wait_until="networkidle")
    page.locator("a.image-choice").first.click()
    page.get_by_role("radio", name=people, exact=True).check()
    page.get_by_role("radio", name="Yes, or I am not sure").check()
    if agreed_until:
        page.get_by_label("this site", exact=True).check()
        page.locator("[name=consent_by]").fill("Amina")
        page.locator("[name=consent_until]").fill(agreed_until)
        page.locator("[name=consent_by]").click()  # the calendar closes
    page.get_by_role("button", name="Save").first.click()
    page.wait_for_load_state("networkidle")


def take_takedown(browser: Browser, address: str) -> None:
    """The form that readers get, and what moderators see of what was sent with it."""
    reader = browser.new_context(viewport=PHONE).new_page()
    for words in ("Please take out where I sleep.", "The second picture shows me."):
        reader.goto(f"{address}/takedown/?page=/news/")
        reader.get_by_label("What should happen?").fill(words)
        if "picture" in words:
            reader.get_by_label("Somebody is in danger now").check()
            reader.get_by_label("A picture that shows me").check()
            keep("takedown", reader.screenshot(full_page=True))
        reader.wait_for_timeout(3500)
        reader.get_by_role("button", name="Send", exact=True).click()
        reader.locator("main code").wait_for()
    page = browser.new_context(viewport=DESKTOP).new_page()
    sign_in(page, address)
    page.goto(f"{address}/admin/takedown/takedownrequest/", wait_until="networkidle")
    keep("admin-takedown", page.screenshot())


def take_covering(browser: Browser, address: str) -> None:
    """Faces that were found in a drawn group, and one of them covered."""
    page = browser.new_context(viewport=DESKTOP).new_page()
    sign_in(page, address)
    page.goto(f"{address}/admin/images/add/")
    file = {"name": "group.jpg", "mimeType": "image/jpeg", "buffer": as_file(group(), quality=90)}
    page.locator("#id_file").set_input_files(file)
    page.locator("#id_title").fill("We met on Sunday")
    page.locator("#id_description").fill("Four people in front of a wall")
    page.locator("#main form [type=submit]").last.click()
    page.locator(".messages").get_by_role("link", name="Cover faces").first.click()
    page.locator(".covering__box--proposal .covering__grip").first.press("Enter")
    page.locator("[data-status]").evaluate(
        "status => scrollTo(0, scrollY + status.getBoundingClientRect().top - 90)"
    )
    page.wait_for_load_state("networkidle")
    keep("admin-cover", page.screenshot())


def take_import(browser: Browser, address: str) -> None:
    """The form of an import from WordPress, and what a trial would move in."""
    page = browser.new_context(viewport=DESKTOP).new_page()
    sign_in(page, address)
    page.goto(f"{address}/admin/import-wordpress/", wait_until="networkidle")
    keep("import-form", page.screenshot())
    body = "<p>To the Director</p><form>Sign</form>"
    posts = [item(number, f"Letter {number}", body) for number in range(1, 31)]
    content = export(*posts, attachment(40, "2016/02/rally.jpg", "Rally")).encode()
    file = {"name": "union.xml", "mimeType": "text/xml", "buffer": content}
    page.locator("#id_exports").set_input_files(file)
    page.get_by_role("button", name="Try it first").click()
    page.get_by_role("button", name="Move it in now").wait_for(timeout=120_000)
    page.wait_for_load_state("networkidle")
    keep("import-tried", page.screenshot())


def main() -> None:
    path = chromium()
    if path is None:
        raise SystemExit("The pictures need Chromium. On Debian: apt install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served_site(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        take_home(browser, address)
        take_admin(browser, address)
        take_covering(browser, address)
        take_import(browser, address)
        take_takedown(browser, address)
        for path in take_sheets(browser, address, FOLDER):
            tell(path)
        browser.close()


if __name__ == "__main__":
    main()
