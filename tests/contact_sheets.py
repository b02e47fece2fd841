"""Contact sheets: one template on one picture, in both directions and schemes, at three widths."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
CUT = 1800  # pixels of a page's height
GAP = 24
SHEET_WIDTH = 1320
GROUND = {"light": "#c9c2b2", "dark": "#3a4442"}
QUALITIES = (70, 55, 40, 30, 20)
LARGEST = 120 * 1024
PREPARE = """() => {
  for (const image of document.images) image.loading = 'eager';
  return Promise.all([...document.images].map((image) => image.decode().catch(() => null)));
}"""


@dataclass(frozen=True)
class Template:
    """A template's name, its addresses in English and in Urdu, and where the picture begins."""

    name: str
    english: str
    urdu: str
    start: str = ""


THANKS = "news/most-grateful-to-our-charity-partners/"
PETITION = "news/petition-swd-rent-guarantors/"
TEMPLATES = (
    Template("home", "/", "/ur/"),
    Template("news", "/news/", "/ur/news/"),
    Template("category", "/news/category/food/", "/ur/news/category/food/"),
    Template("post", f"/{THANKS}", f"/ur/{THANKS}"),
    Template("petition", f"/{PETITION}", f"/ur/{PETITION}"),
    Template("petitions", "/news/petitions/", "/ur/news/petitions/"),
    Template("page", "/for-members/", "/ur/for-members/"),
    Template("partners", "/partners/", "/ur/partners/"),
    Template("search", "/search/?q=rent", "/ur/search/?q=خوراک"),
    Template("nothing-found", "/search/?q=zzzz", "/ur/search/?q=zzzz"),
    Template("not-found", "/petition-to-the-moon/", "/ur/petition-to-the-moon/"),
    Template("offline", "/offline/", "/ur/offline/"),
    Template("style-tokens", "/style-guide/", "/ur/style-guide/"),
    Template("style-components", "/style-guide/", "/ur/style-guide/", "#guide-components"),
    Template("style-blocks", "/style-guide/", "/ur/style-guide/", "#guide-blocks"),
    Template("style-documents", "/style-guide/", "/ur/style-guide/", "#guide-document"),
    Template("style-more", "/style-guide/", "/ur/style-guide/", "#guide-call_to_action"),
    Template("lite-post", f"/lite/{THANKS}", f"/lite/ur/{THANKS}"),
)


def take_sheets(browser: Browser, address: str, folder: Path) -> Iterator[Path]:
    """Writes one WebP for each template; gives its path when it is there."""
    for template in TEMPLATES:
        rows = [
            [shot(browser, address + path, width, scheme, template.start) for width in WIDTHS]
            for path in (template.english, template.urdu)
            for scheme in SCHEMES
        ]
        path = folder / f"{template.name}.webp"
        save(sheet(rows), path)
        yield path


def shot(browser: Browser, url: str, width: int, scheme: str, start: str) -> Image.Image:
    """The page from its head, or from an element on, with its lazy pictures, cut where it is long."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    load_lazy_pictures(page)
    top = page.locator(start).evaluate("e => e.getBoundingClientRect().top + scrollY - 24") if start else 0
    whole = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
    context.close()
    return whole.crop((0, int(top), whole.width, min(whole.height, int(top) + CUT)))


def load_lazy_pictures(page: Page) -> None:
    """Asks for all pictures, as lazy ones wait for a reader, and waits until they can be drawn."""
    page.evaluate(PREPARE)
    page.wait_for_load_state("networkidle")


def sheet(rows: list[list[Image.Image]]) -> Image.Image:
    """Four rows of pictures, two beside two: English above Urdu, light beside dark."""
    width = sum(WIDTHS) + GAP * (len(WIDTHS) + 1)
    heights = [max(picture.height for row in pair for picture in row) for pair in (rows[:2], rows[2:])]
    whole = Image.new("RGB", (2 * width, sum(heights) + 4 * GAP))
    for number, row in enumerate(rows):
        left, top = (number % 2) * width, (number // 2) * (heights[0] + 2 * GAP)
        height = heights[number // 2] + 2 * GAP
        whole.paste(GROUND[SCHEMES[number % 2]], (left, top, left + width, top + height))
        for picture in row:
            left += GAP
            whole.paste(picture, (left, top + GAP))
            left += picture.width
    return whole.resize(
        (SHEET_WIDTH, round(whole.height * SHEET_WIDTH / whole.width)), Image.Resampling.LANCZOS
    )


def save(picture: Image.Image, path: Path) -> None:
    """As WebP, in the best quality that is small enough."""
    for quality in QUALITIES:
        picture.save(path, "WEBP", quality=quality, method=6)
        if path.stat().st_size <= LARGEST:
            return
