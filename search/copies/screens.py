"""The search page of a copy: a list of everything for who has no JavaScript, and the script that searches."""

import re
from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.utils.translation import override
from lxml import html
from lxml.html import HtmlElement

from cms.copies import Copy
from cms.languages import direction, html_lang
from cms.lite import PREFIX
from search.copies.entries import Entry, entries_of
from search.copies.files import SCRIPT

SEARCH_PAGE = re.compile(r"/(?:lite/)?(?:(?P<language>[a-z-]+)/)?search/")


def change(copy: Copy, path: str, tree: HtmlElement) -> None:
    """Puts the list into a search page, and the script into that of the full form."""
    match = SEARCH_PAGE.fullmatch(path)
    is_lite = path.startswith(PREFIX)
    code = str(tree.get("lang", "en")).lower()
    entries = [entry for entry in entries_of(copy, has_texts=False) if entry.language == code]
    root = copy.link(path, "/").removesuffix("index.html")
    lines = [(entry, _link(copy, path, entry, is_lite=is_lite)) for entry in entries]
    with override(code):
        context = {
            "letters": _by_letter(lines),
            "root": root or "./",
            "is_lite": is_lite,
            "language": html_lang(code),
            "direction": direction(code),
        }
        part = html.fragment_fromstring(render_to_string("search/copy.html", context), create_parent="div")
    main = tree.find(".//main")
    for hint in main.find_class("search-hint"):
        hint.drop_tree()
    target = main.find_class("wrap")[0] if main.find_class("wrap") else main
    for child in part:
        target.append(child)
    if not is_lite and match:
        tree.find("head").append(html.Element("script", src=f"{root}{SCRIPT}", defer="defer"))


def _link(copy: Copy, page: str, entry: Entry, *, is_lite: bool) -> str:
    lite = f"{PREFIX}{entry.path.lstrip('/')}"
    return copy.link(page, lite if is_lite and lite in copy.pages else urlsplit(entry.path).path)


def _by_letter(lines: Sequence[tuple[Entry, str]]) -> list[tuple[str, list[tuple[Entry, str]]]]:
    """The pages under the first letter of their titles; where each has another one, under the year."""
    groups: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
    for entry, link in sorted(lines, key=lambda line: line[0].title.casefold()):
        letter = next((sign for sign in entry.title.upper() if sign.isalnum()), "#")
        groups[letter if letter < "\u3000" else entry.date[:4] or "#"].append((entry, link))
    return sorted(groups.items())
