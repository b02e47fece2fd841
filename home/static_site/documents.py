"""A page of the site as a page of the copy: relative links, nothing that needs a server."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from lxml import html
from lxml.html import HtmlElement

from cms.lite import PREFIX, full_path, style_source
from home.static_site.addresses import file_of, is_in_copy, local, relative

ADDRESSES = ("href", "src", "poster")
# Scripts that ask a server nothing.
KEPT_SCRIPT = re.compile(r"/cms/js/article\.")
SEARCH = re.compile(r"/(lite/)?([a-z-]+/)?search/")
# What readers may want to do and a copy cannot: it leads them to the site itself.
AT_THE_SITE = re.compile(r"/(lite/)?([a-z-]+/)?(comments|takedown)/")
# Pages opened from a disk have no origin: 'self' is nothing there.
POLICY = (
    "default-src 'none'; img-src 'self' file: data:; font-src 'self' file:; script-src {scripts};"
    " style-src 'self' file: {style}; form-action 'self' file:; base-uri 'none'"
)
MISSING = "404.html"
# What tells other programs where the page stands.
ABSOLUTE = ("canonical", "alternate")


class CopiedPage:
    """One page that is being rewritten; `links` are the paths that it needs beside it."""

    def __init__(self, content: str, path: str, base_url: str) -> None:
        self.path, self.base_url = path, base_url
        self.file = file_of(path)
        self.links: list[str] = []
        self.tree: HtmlElement = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
        with override(self._language()):
            self._replace_forms()
        self._drop_what_needs_a_server()
        self._rewrite()
        self._add_policy()

    def text(self) -> bytes:
        return bytes(html.tostring(self.tree, encoding="utf-8", doctype="<!DOCTYPE html>"))

    def to(self, path: str) -> str:
        """The relative address of a path of the site."""
        return relative(self.file, file_of(path))

    def rebased(self, address: str) -> str:
        """An absolute address of the site at the place of the copy."""
        path = local(address, self.path)
        return address if path is None else f"{self.base_url}{path}"

    def _language(self) -> str:
        tag = str(self.tree.get("lang", settings.LANGUAGE_CODE)).lower()
        return tag if tag in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE

    def _replace_forms(self) -> None:
        is_lite = self.path.startswith(PREFIX)
        for form in list(self.tree.iter("form")):
            path = local(form.get("action") or self.path, self.path) or ""
            is_search = SEARCH.fullmatch(path) and form.get("method", "get").lower() == "get"
            if is_search and not is_lite:
                form.set("action", self.to(path))
                self.links.append(path)
                continue
            note = html.Element("p")
            if is_search:
                link = html.Element("a", href=full_path(path) if not is_lite else path)
                link.text = _("Search")
                note.append(link)
            elif form.get("method", "get").lower() == "post":
                note.text = _("This is a copy of the site: nothing can be sent from here.")
            _exchange(form, note)

    def _drop_what_needs_a_server(self) -> None:
        for script in list(self.tree.iter("script")):
            if script.get("src") and not KEPT_SCRIPT.search(script.get("src")):
                script.drop_tree()
        for link in list(self.tree.iter("link")):
            if link.get("rel") == "manifest":
                link.drop_tree()
        for link in list(self.tree.iter("a", "area")):
            path = local(link.get("href", ""), self.path)
            if path is None or not link.get("href") or is_in_copy(path):
                continue
            if AT_THE_SITE.match(path):
                link.set("href", f"{settings.SITE_URL}{path}")
                continue
            item = link.getparent()
            if item.tag == "li" and len(item) == 1 and not (item.text or link.tail or "").strip():
                item.drop_tree()
            else:
                del link.attrib["href"]

    def _rewrite(self) -> None:
        for element in self.tree.iter():
            if not isinstance(element.tag, str):
                continue
            if element.tag == "link" and element.get("rel") in ABSOLUTE:
                self._rewrite_head_link(element)
                continue
            if element.tag == "meta":
                if "://" in element.get("content", ""):
                    element.set("content", self.rebased(element.get("content")))
                continue
            element.attrib.pop("crossorigin", None)  # which a file has not
            for name in ADDRESSES:
                if element.get(name):
                    element.set(name, self._rewritten(element.get(name)))
            if element.get("srcset"):
                element.set("srcset", self._rewritten_set(element.get("srcset")))

    def _rewrite_head_link(self, link: HtmlElement) -> None:
        path = local(link.get("href", ""), self.path)
        if path and is_in_copy(path):
            self.links.append(path)
        if link.get("type") and path:
            link.set("href", self.to(path))
        else:
            link.set("href", self.rebased(link.get("href", "")))

    def _rewritten(self, address: str) -> str:
        if address.startswith("#"):
            return address
        path = local(address, self.path)
        if path is None or not is_in_copy(path):
            return address
        self.links.append(path)
        fragment = urlsplit(address).fragment
        return self.to(path) + (f"#{fragment}" if fragment else "")

    def _rewritten_set(self, candidates: str) -> str:
        parts = [candidate.split() for candidate in candidates.split(",") if candidate.strip()]
        return ", ".join(" ".join([self._rewritten(address), *rest]) for address, *rest in parts)

    def _add_policy(self) -> None:
        is_lite = self.path.startswith(PREFIX)
        policy = POLICY.format(
            scripts="'none'" if is_lite else "'self' file:", style=style_source() if is_lite else ""
        )
        meta = html.Element("meta", {"http-equiv": "Content-Security-Policy", "content": policy})
        head = self.tree.find("head")
        if head is not None:
            head.insert(1, meta)


def missing_page(content: str, base_url: str) -> bytes:
    """The page for whatever is not there: its links begin at the root, since it is shown at any depth."""
    root = urlsplit(base_url).path
    page = CopiedPage(content, f"/{MISSING}", base_url)
    for element in page.tree.iter("a", "img", "link", "script", "source", "form"):
        for name in ("href", "src", "action"):
            value = element.get(name)
            if value and ":" not in value and not value.startswith(("#", "/")):
                element.set(name, f"{root}/{value}")
        if element.get("srcset"):
            del element.attrib["srcset"]
    return page.text()


def redirect_page(target: str, title: str) -> bytes:
    """A page that leads on by itself, and by a link where that is switched off."""
    page = html.fromstring(
        '<html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex"><title></title>'
        "</head>"
        "<body><p><a></a></p></body></html>"
    )
    refresh = html.Element("meta", {"http-equiv": "refresh", "content": f"0; url={target}"})
    page.find("head").append(refresh)
    page.find(".//title").text = title
    link = page.find(".//a")
    link.set("href", target)
    link.text = title
    return bytes(html.tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>"))


def rebase_text(content: bytes, base_url: str) -> bytes:
    """Absolute addresses of feeds and sitemaps, which know no relative ones."""
    return content.replace(settings.SITE_URL.encode(), base_url.encode())


def _exchange(old: HtmlElement, new: HtmlElement) -> None:
    new.tail = old.tail
    old.getparent().replace(old, new)
