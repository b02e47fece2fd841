"""Follows the links of the site from its front door and its sitemaps, and writes what it finds."""

import hashlib
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from cms.copies import Copy, parts
from cms.lite import PREFIX
from home.static_site.addresses import file_of, is_in_copy, local, relative
from home.static_site.answers import Answer, Site
from home.static_site.documents import MISSING, CopiedPage, missing_page, rebase_text, redirect_page
from home.static_site.folder import IN_EACH_OTHERS_WAY, Folder
from home.static_site.journal import Done
from home.static_site.old import old_addresses

BEGINNINGS = ("/", PREFIX, "/sitemap.xml", "/robots.txt", "/favicon.ico")
LOCATION = re.compile(rb"<loc>([^<]+)</loc>")
ADDRESS_IN_STYLE = re.compile(r"url\(([\"']?)([^)\"']+)\1\)")
TEXTS = {"application/xml", "text/plain", "application/atom+xml", "application/feed+json", "application/json"}
# An address without words: nobody knows which one a reader of the copy will miss.
NOTHING_HERE = "/0.nothing/"
MOVED = (301, 302, 307, 308)
# Of files as they lie on the disk the disk is asked: that takes no time.
FROM_DISK = (settings.STATIC_URL, settings.MEDIA_URL)
# Begins the journal's lines of what rooms add, which no address does.
PARTS = "parts"
Say = Callable[[int, int], None]


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

    def __init__(self, folder: Folder, base_url: str, say: Say) -> None:
        self.folder, self.base_url, self.say = folder, base_url, say
        self.site, self.outcome = Site(), Outcome()
        self.waiting: deque[tuple[str, str]] = deque()
        self.seen: set[str] = set()
        self.pages: set[str] = set()
        self.last: list[str] = []
        # Of the address that is being asked for: what it named first, and its file.
        self.found: list[str] = []
        self.wrote: tuple[str, bytes] | None = None

    def run(self) -> Outcome:
        for path in [*BEGINNINGS, *old_addresses(self.outcome.left_out)]:
            self._want(path, "")
        while self.waiting:
            path, source = self.waiting.popleft()
            self.found, self.wrote = [], None
            done = None if path.startswith(FROM_DISK) else self.folder.journal.kept(path)
            try:
                self._keep(done) if done else self._take(path, source)
            except IN_EACH_OTHERS_WAY:
                self.outcome.left_out.append(path)
            self.say(len(self.seen) - len(self.waiting), len(self.seen))
        self._add_parts()
        missing = self.site.get(NOTHING_HERE).content.decode()
        self.folder.write(MISSING, missing_page(missing, self.base_url))
        self.outcome.removed = self.folder.finish()
        self.outcome.files, self.outcome.changed = len(self.folder.written), self.folder.changed
        return self.outcome

    def _want(self, path: str, source: str) -> None:
        plain = path.partition("#")[0]
        if plain not in self.seen and is_in_copy(plain):
            self.seen.add(plain)
            self.found.append(plain)
            self.waiting.append((plain, source))

    def _keep(self, done: Done) -> None:
        """What another run wrote and the site would answer again."""
        for link in done.links:
            self._want(link, done.path)
        if done.is_page:
            self.pages.add(done.path)
            self.outcome.pages += 1
        if done.is_last:
            self.last.append(done.path)
        else:
            self.folder.written.add(done.file)

    def _take(self, path: str, source: str) -> None:
        answer = self.site.get(path)
        is_page = is_last = False
        if answer.status in MOVED:
            self._lead_on(path, answer)
        elif answer.status != 200:
            self.outcome.failed.append((path, source, str(answer.status)))
        elif answer.kind == "text/html":
            page = CopiedPage(answer.content.decode(), path, self.base_url)
            self.pages.add(path)
            self.outcome.pages += 1
            is_page, is_last = True, any(part.is_concerned(path) for part in parts.known)
            for link in page.links:
                self._want(link, path)
            if is_last:
                self.last.append(path)
            else:
                self._write(page.file, page.text())
        else:
            self._write_file(path, answer)
        if self.wrote or is_last:
            file, content = self.wrote or ("", b"")
            self.folder.journal.note(Done(path, file, self.found, is_page, is_last), content)

    def _write(self, file: str, content: bytes) -> None:
        self.folder.write(file, content)
        self.wrote = file, content

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
        self._write(file_of(path), content)

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
                    self._write(file, moved.content)
                else:
                    self.outcome.left_out.append(path)
                return
            fragment = urlsplit(answer.location).fragment
            address = relative(file, file_of(target)) + (f"#{fragment}" if fragment else "")
            self._write_redirect(path, address)

    def _write_redirect(self, path: str, address: str) -> None:
        self._write(file_of(path), redirect_page(address, self.base_url))

    def _add_parts(self) -> None:
        """What rooms add knows all pages: it holds while they are the same ones."""
        journal = self.folder.journal
        mark = hashlib.sha256("\n".join(sorted(self.pages)).encode()).hexdigest()
        if (kept := journal.kept(PARTS)) and kept.links[:1] == [mark]:
            names = kept.links[1:]
            if all(journal.kept(f"{PARTS}/{name}") for name in names):
                self.folder.written.update(names)
                return
        names = []
        for name, content in self._parts():
            self.folder.write(name, content)
            journal.note(Done(f"{PARTS}/{name}", name), content)
            names.append(name)
        journal.note(Done(PARTS, links=[mark, *names]))

    def _parts(self) -> Iterator[tuple[str, bytes]]:
        """(name, content) of the files that rooms add, and of the pages that they change."""
        copy = Copy(frozenset(self.pages), lambda page, path: relative(file_of(page), file_of(path)))
        for part in parts.known:
            yield from part.files(copy)
        for path in self.last:
            page = CopiedPage(self.site.get(path).content.decode(), path, self.base_url)
            for part in parts.known:
                if part.is_concerned(path):
                    part.change(copy, path, page.tree)
            yield page.file, page.text()


def copy_site(root: Path, base_url: str = "", say: Say = lambda done, known: None) -> Outcome:
    """Writes the whole public site into a folder, or goes on with a copy there. Raises CopyError.

    `say` hears how many addresses are done, and how many are known so far.
    """
    base_url = (base_url or settings.SITE_URL).rstrip("/")
    with Folder(root, base_url) as folder:
        return Copying(folder, base_url, say).run()
