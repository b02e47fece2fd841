"""Makes the pictures of the documentation from the real site. Run: make pictures"""

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.databases import ROOT
from tests.site import CHROMIUM_FLAGS, chromium, served_site, sign_in

FOLDER = ROOT / "docs" / "pictures"
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
POST = "/news/response-to-hksar-report-un-committee-against-torture/"

SITE = [
    ("home", "/", DESKTOP, "light", False),
    ("home-phone", "/", PHONE, "light", False),
    ("home-dark", "/", DESKTOP, "dark", False),
    ("news", "/news/", DESKTOP, "light", False),
    ("news-phone", "/news/", PHONE, "light", False),
    ("post", POST, DESKTOP, "light", True),
    ("chinese", "/zh-hant/", DESKTOP, "light", False),
    ("urdu", "/ur/", DESKTOP, "light", False),
    ("urdu-phone", "/ur/", PHONE, "light", False),
    ("search", "/search/?q=rent", DESKTOP, "light", False),
    ("partners", "/partners/", DESKTOP, "light", False),
    ("not-found", "/no-such-page/", DESKTOP, "light", False),
]


def keep(name: str, picture: bytes) -> None:
    """Saves a screenshot with few colours, so that the repository stays small."""
    small = Image.open(BytesIO(picture)).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    path = FOLDER / f"{name}.png"
    small.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1024:.0f} KB")


def take_site(browser: Browser, address: str) -> None:
    for name, path, viewport, scheme, is_whole in SITE:
        context = browser.new_context(viewport=viewport, color_scheme=scheme)
        page = context.new_page()
        page.goto(address + path, wait_until="networkidle")
        if is_whole:
            load_lazy_pictures(page)
        keep(name, page.screenshot(full_page=is_whole))
        context.close()


def load_lazy_pictures(page: Page) -> None:
    """Scrolls to the end and back, as lazy pictures wait for a reader."""
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)


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
        take_site(browser, address)
        take_admin(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
