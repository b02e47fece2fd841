"""Follows the links of the site from its front door and its sitemaps, and writes what it finds."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from django.conf import settings
from wagtail.contrib.redirects.models import Redirect

from cms.copies import Copy, parts
from cms.lite import PREFIX
from home.static_site.addresses import file_of, is_in_copy, local, relative
from home.static_site.answers import Answer, Site
from home.static_site.documents import CopiedPage, rebase_text, redirect_page
from home.static_site.folder import Folder
from home.wordpress.links.paths import old_paths

BEGINNINGS = ("/", PREFIX, "/sitemap.xml", "/robots.txt", "/favicon.ico")
LOCATION = re.compile(rb"<loc>([^<]+)</loc>")
ADDRESS_IN_STYLE = re.compile(r"url\(([\"']?)([^)\"']+)\1\)")
TEXTS = {"application/xml", "text/plain", "application/atom+xml", "application/feed+json", "application/json"}
NOTHING_HERE = "/404-nothing-is-here/"
MOVED = (301, 302, 307, 308)


@dataclass
class Outcome:
    pages: int = 0
    files: int = 0
    changed: int = 0
    removed: int = 0
    # (address, where it was linked, what was wrong)
    failed: list[tuple[str, str, str]] = field(default_factory=list)
    # Old addresses that no file can have.
    left_out: list[str] = field(default_factory=list)


class Copying:
    """One run. One page at a time is in memory, and the addresses of all."""

    def __init__(self, folder: Path, base_url: str, say: Callable[[int], None] = lambda count: None) -> None:
        self.folder, self.base_url, self.say = Folder(folder), base_url.rstrip("/"), say
        self.site, self.outcome = Site(), Outcome()
        self.waiting: deque[tuple[str, str]] = deque()
        self.seen: set[str] = set()
        self.pages: set[str] = set()
        self.last: list[str] = []

    def run(self) -> Outcome:
        for path in [*BEGINNINGS, *self._old_addresses()]:
            self._want(path, "")
        while self.waiting:
            path, source = self.waiting.popleft()
            self._take(path, source)
        self._add_parts()
        self._write_missing_page()
        self.outcome.removed = self.folder.finish()
        self.outcome.files, self.outcome.changed = len(self.folder.written), self.folder.changed
        return self.outcome

    def _want(self, path: str, source: str) -> None:
        plain = path.partition("#")[0]
        if plain not in self.seen and is_in_copy(plain):
            self.seen.add(plain)
            self.waiting.append((plain, source))

    def _take(self, path: str, source: str) -> None:
        answer = self.site.get(path)
        if answer.status in MOVED:
            self._lead_on(path, answer)
        elif answer.status != 200:
            self.outcome.failed.append((path, source, str(answer.status)))
        elif answer.kind == "text/html":
            page = CopiedPage(answer.content.decode(), path, self.base_url)
            self.pages.add(path)
            self.outcome.pages += 1
            self.say(self.outcome.pages)
            for link in page.links:
                self._want(link, path)
            if any(part.is_concerned(path) for part in parts.known):
                self.last.append(path)
            else:
                self.folder.write(page.file, page.text())
        else:
            self._write_file(path, answer)

    def _write_file(self, path: str, answer: Answer) -> None:
        content = answer.content
        if answer.kind in TEXTS:
            for found in LOCATION.findall(content):
                if other := local(found.decode()):
                    self._want(other, path)
            content = rebase_text(content, self.base_url)
        elif path.endswith(".css"):
            text = content.decode()
            for _quote, address in ADDRESS_IN_STYLE.findall(text):
                if not address.startswith("data:") and (other := local(address, path)):
                    self._want(other, path)
        self.folder.write(file_of(path), content)

    def _lead_on(self, path: str, answer: Answer) -> None:
        target = local(answer.location, path)
        file = file_of(path)
        if target is None:
            self._write_redirect(path, answer.location)
        elif is_in_copy(target):
            self._want(target, path)
            if not file.endswith(".html"):  # such as the old name of an icon: a file cannot lead on
                moved = self.site.get(target)
                if moved.status == 200 and moved.kind != "text/html":
                    self.folder.write(file, moved.content)
                else:
                    self.outcome.left_out.append(path)
                return
            fragment = urlsplit(answer.location).fragment
            address = relative(file, file_of(target)) + (f"#{fragment}" if fragment else "")
            self._write_redirect(path, address)

    def _write_redirect(self, path: str, address: str) -> None:
        self.folder.write(file_of(path), redirect_page(address, self.base_url))

    def _old_addresses(self) -> Iterator[str]:
        """Where editors' redirects and an old site's pages stand; those with a question are for a server."""
        for old in Redirect.objects.order_by("old_path").values_list("old_path", flat=True):
            path = quote(old, safe="/%?=&")
            if is_in_copy(path) and "?" not in path:
                yield path if "." in path.rpartition("/")[2] or path.endswith("/") else f"{path}/"
            else:
                self.outcome.left_out.append(old)
        for old in old_paths():
            if is_in_copy(path := quote(old, safe="/%")):
                yield f"{path.rstrip('/')}/"

    def _add_parts(self) -> None:
        copy = Copy(frozenset(self.pages), lambda page, path: relative(file_of(page), file_of(path)))
        for part in parts.known:
            for name, content in part.files(copy):
                self.folder.write(name, content)
        for path in self.last:
            page = CopiedPage(self.site.get(path).content.decode(), path, self.base_url)
            for part in parts.known:
                if part.is_concerned(path):
                    part.change(copy, path, page.tree)
            self.folder.write(page.file, page.text())

    def _write_missing_page(self) -> None:
        """The page for whatever is not there: its links begin at the root, since it is shown at any depth."""
        root = urlsplit(self.base_url).path
        page = CopiedPage(self.site.get(NOTHING_HERE).content.decode(), "/404.html", self.base_url)
        for element in page.tree.iter("a", "img", "link", "script", "source", "form"):
            for name in ("href", "src", "action"):
                value = element.get(name)
                if value and ":" not in value and not value.startswith(("#", "/")):
                    element.set(name, f"{root}/{value}")
            if element.get("srcset"):
                del element.attrib["srcset"]
        self.folder.write("404.html", page.text())


def copy_site(folder: Path, base_url: str = "", say: Callable[[int], None] = lambda count: None) -> Outcome:
    """Writes the whole public site into a folder. Raises CopyError."""
    return Copying(folder, base_url or settings.SITE_URL, say).run()
