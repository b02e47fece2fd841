"""Walks every link of a finished copy, as it lies on the disk."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html


def broken_links(root: Path) -> Iterator[tuple[str, str]]:
    """(file, address) of every link that leads to no file, or to a part that its page does not have."""
    anchors: dict[Path, set[str]] = {}
    for path in sorted(root.rglob("*.html")):
        if path == root / "404.html":  # whose links begin at the root of a host
            continue
        tree = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        for address in _addresses(tree):
            if not _leads(root, path, address, anchors):
                yield path.relative_to(root).as_posix(), address


def _addresses(tree: html.HtmlElement) -> set[str]:
    found: set[str] = set()
    for element in tree.iter("a", "area", "img", "source", "script", "link", "form", "video", "audio"):
        if (
            element.tag == "link"
            and element.get("rel") in ("canonical", "alternate")
            and not element.get("type")
        ):
            continue
        found.update(filter(None, (element.get(name) for name in ("href", "src", "action", "poster"))))
        found.update(part.split()[0] for part in (element.get("srcset") or "").split(",") if part.strip())
    return found


def _leads(root: Path, page: Path, address: str, anchors: dict[Path, set[str]]) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return True
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_relative_to(root.resolve()) or not target.is_file():
        return False
    if parts.fragment in ("", "top") or target.suffix != ".html":
        return True
    if target not in anchors:
        tree = html.document_fromstring(target.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        anchors[target] = set(tree.xpath("//@id")) | set(tree.xpath("//a/@name"))
    return unquote(parts.fragment) in anchors[target]
