"""Every template of the site, as an address of the sample, for all checks of pages."""

from urllib.parse import quote

from tests.showcase import EVERY_BLOCK, PASSWORD_PAGE

Key = tuple[str, str]  # the template, the language
PREFIXES = {"en": "", "zh-Hant": "/zh-hant", "ur": "/ur"}
DIRECTIONS = {"en": "ltr", "zh-Hant": "ltr", "ur": "rtl"}
TEMPLATES = {
    "home": "/",
    "index": "/news/",
    "category": "/news/category/housing/",
    "year": "/news/2016/",
    "author": "/news/author/legal-desk/",
    "petitions": "/news/petitions/",
    "no posts": "/news/?keyword=zzzz",
    "post": "/news/rights-card/",
    "every block": f"/news/{EVERY_BLOCK}/",
    "plain page": "/about/",
    "partners": "/partners/",
    "search form": "/search/",
    "search": "/search/?q=2016",
    "search narrowed": "/search/?q=2016&kind=post",
    "search corrected": "/search/?q=guarantar",
    "search in a PDF": "/search/?q=caseworkers",
    "search that fits nothing": "/search/?q=2016&year=1999",
    "search by nonsense": "/search/?q=2016&category=zzzz",
    "nothing found": "/search/?q=zzzzzzzz",
    "password": f"/{PASSWORD_PAGE}/",
    "offline": "/offline/",
    "style guide": "/style-guide/",
    "not found": "/no-such-page/",
}
# Where a language's own address differs.
ADDRESSES = {("post", "en"): "/news/petition-swd-rent-guarantors/", ("search", "en"): "/search/?q=rent"}
FULL: dict[Key, str] = {
    (name, language): ADDRESSES.get((name, language), prefix + path)
    for language, prefix in PREFIXES.items()
    for name, path in TEMPLATES.items()
}
HAS_NO_LITE_FORM = {"offline", "style guide"}
LITE: dict[Key, str] = {
    (f"lite {name}", language): f"/lite{path}"
    for (name, language), path in FULL.items()
    if name not in HAS_NO_LITE_FORM
}
PAGES = FULL | LITE
PHONE, DESKTOP = {"width": 360, "height": 780}, {"width": 1280, "height": 900}


def label(key: Key) -> str:
    """How pytest names a page."""
    return f"{key[0]}-{key[1]}".replace(" ", "-")


def status(key: Key) -> int:
    """What the template answers with."""
    return 404 if key[0].endswith("not found") else 200


def address(site: str, path: str) -> str:
    """The whole address, its letters encoded."""
    return site + quote(path, safe="/?=&%")
