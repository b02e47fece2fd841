"""What a body asks while it becomes blocks, answered from what has moved in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType

from cms.media.models import Document, Image
from home.wordpress.addresses import file_of, host_of_file
from home.wordpress.bodies import File, Picture
from home.wordpress.bodies.addresses import PICTURES
from home.wordpress.bodies.embedded import FOLDER
from home.wordpress.links.meanings import Article, meanings_of
from home.wordpress.links.rows import folder_of, rows_by_paths, rows_for
from home.wordpress.models import ImportedItem, Kind
from home.wordpress.moving import Moving
from home.wordpress.shapes import OldItem

MOST_KEPT = 20_000
PAGES = (Kind.POST, Kind.PAGE)
LINKED = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)


class Answers:
    """Answers for all bodies of a move; `begin` says whose body it is.

    `unresolved` gathers what a body names that is in the export, and not here yet.
    """

    def __init__(self, moving: Moving) -> None:
        self.moving, self.hosts = moving, moving.hosts
        self.language: str = moving.locale.language_code
        self.address, self.number = "", 0
        self.unresolved: list[list[str]] = []
        self._expected: dict[Article, list[ImportedItem]] = {}
        self._uploads: dict[str | int, Picture | File | None] = {}
        self._is_picture = ContentType.objects.get_for_model(Image).pk
        self._is_document = ContentType.objects.get_for_model(Document).pk

    def expect(self, items: Iterable[OldItem]) -> None:
        """Looks up at once what the bodies of some items link to."""
        meant = (meaning for item in items for meaning in self._meant_in(item.content))
        self._expected = rows_by_paths(meant, self.moving.source)

    def _meant_in(self, html: str) -> Iterator[Article]:
        for address in LINKED.findall(html):
            try:
                parts = urlsplit(address)
            except ValueError:
                continue
            if not parts.netloc or parts.hostname in self.hosts:
                first = next(meanings_of(parts.path, parts.query, folder_of(self.moving.source)), None)
                if isinstance(first, Article) and first.paths:
                    yield first

    def begin(self, address: str, number: int) -> None:
        """The next body: its old address, and the number of its item."""
        self.address, self.number, self.unresolved = address, number, []

    def page_for(self, url: str) -> int | None:
        """The page that an old address became."""
        found = self._page_at(url)
        if found is None:
            return None
        here = found.object_id or self.moving.placed.get((found.kind, found.key))
        if here is None:
            self.unresolved.append(["page", found.key])
        return here

    def _page_at(self, url: str) -> ImportedItem | None:
        parts = urlsplit(url)
        for meaning in meanings_of(parts.path, parts.query, folder_of(self.moving.source)):
            if not isinstance(meaning, Article):
                return None
            rows = self._expected.get(meaning)
            if rows is None:
                rows = rows_for(meaning, self.moving.source)
            if found := next((row for row in rows if row.kind in PAGES), None):
                return found
        return None

    def picture_for(self, source: str | int) -> Picture | None:
        found = self._upload(source)
        return found if isinstance(found, Picture) else None

    def document_for(self, source: str | int) -> File | None:
        found = self._upload(source)
        return found if isinstance(found, File) else None

    def _upload(self, source: str | int) -> Picture | File | None:
        if source not in self._uploads:
            if len(self._uploads) > MOST_KEPT:
                self._uploads.clear()
            self._uploads[source] = self._look_up(source)
        return self._uploads[source]

    def _look_up(self, source: str | int) -> Picture | File | None:
        uploads = ImportedItem.objects.of(self.moving.source, Kind.ATTACHMENT)
        if isinstance(source, int):
            item = uploads.filter(key=str(source)).first()
        else:
            file = source if source.startswith(FOLDER) else file_of(source)
            found = uploads.filter(old_file=file) if file else uploads.none()
            item = next((row for row in found if self._is_ours(source, row)), None)
        if item is None or item.object_id is None:
            return None
        if item.content_type_id == self._is_picture:
            return Picture(item.object_id, *(item.facts[name] for name in ("alt", "caption", "title")))
        return File(item.object_id, item.facts["title"] or item.title)

    def _is_ours(self, address: str, row: ImportedItem) -> bool:
        """Whether it is on the old site, or where the export says that the file was; not only named alike."""
        host = host_of_file(address)
        return not host or host in self.hosts or host == host_of_file(row.facts["url"])

    def attachments_of_post(self) -> Sequence[int]:
        """Those too whose files have not come yet: they may come later."""
        uploads = ImportedItem.objects.of(self.moving.source, Kind.ATTACHMENT)
        pictures = [
            item
            for item in uploads.filter(facts__parent=self.number)
            if item.content_type_id == self._is_picture
            or (item.object_id is None and PICTURES.search(item.old_file or item.facts["url"]))
        ]
        return [
            int(item.key) for item in sorted(pictures, key=lambda item: (item.facts["order"], int(item.key)))
        ]

    def reusable_html(self, number: int) -> str | None:
        return self.moving.listing.reusable.get(number)


def can_be_resolved(item: ImportedItem) -> bool:
    """Whether something that an item's body named is here now."""
    for kind, name in item.unresolved:
        if kind == "page":
            known = ImportedItem.objects.of(item.source, *PAGES).filter(key=name)
        else:
            known = ImportedItem.objects.of(item.source, Kind.ATTACHMENT)
            known = known.filter(key=name) if name.isdecimal() else known.filter(old_file=name)
        if known.placed().exists():
            return True
    return False
