"""Old addresses: what they lead to here, and which of them are safe."""

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from cms.shapes.links import SCHEMES
from home.wordpress.bodies.lines import Link
from home.wordpress.bodies.results import Context, Converted, File, Found, LinkFound, Picture

UNSEEN = re.compile(r"[\x00-\x20\x7f\u200b\ufeff]")
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
PICTURES = re.compile(r"\.(jpe?g|png|gif|webp|avif|bmp|tiff?|heic|svg|ico)$", re.IGNORECASE)
FILES = re.compile(
    r"\.(pdf|docx?|odt|rtf|txt|xlsx?|ods|csv|pptx?|odp|zip|epub|mp3|m4a|ogg|oga|wav|mp4|m4v|mov|webm|ogv|avi|wmv)$",
    re.IGNORECASE,
)
SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)")
EDITED = re.compile(r"-(?:e\d{10,13}|scaled|rotated)(?=(?:-\d+x\d+)?\.\w+$)")
PHOTON = re.compile(r"https?://i\d\.wp\.com/(.+)", re.IGNORECASE)
# Where WordPress.com keeps what was uploaded.
UPLOADS = ".files.wordpress.com"
LONGEST = 2_000


class Addresses:
    """Answers for one body, and notes what it was asked in `result`."""

    def __init__(self, context: Context, result: Converted) -> None:
        self.context = context
        self.result = result
        self.anchors: list[Link] = []

    def absolute(self, address: str) -> str | None:
        """The whole address; None where it is none, or not safe."""
        address = UNSEEN.sub(lambda sign: "%20" if sign.group() == " " else "", address.strip())
        if not address or len(address) > LONGEST:
            return None
        if scheme := SCHEME.match(address):
            if scheme.group(1).lower() not in SCHEMES:
                return None
        elif address.lower().startswith("www."):
            address = f"http://{address}"
        try:
            whole = urljoin(self.context.address, address)
            return whole if urlsplit(whole).scheme in SCHEMES else None
        except ValueError:
            return None

    def is_own(self, address: str) -> bool:
        """Whether it is one of the old site, or of the host that has its uploads."""
        try:
            host = urlsplit(address).hostname or ""
        except ValueError:
            return False
        if host.endswith(UPLOADS):
            host = host.replace(UPLOADS, ".wordpress.com")
        return host in self.context.hosts

    def link(self, address: str) -> Link | None:
        """Where an <a> leads; None where its words must stand alone."""
        written = address.strip()
        if written.startswith("#"):
            return self._anchor(written, written[1:])
        whole = self.absolute(written)
        if whole is None:
            self._note(written, "unsafe")
            return None
        bare, fragment = urldefrag(whole)
        if fragment and bare == self.context.address:
            return self._anchor(whole, fragment)
        return self._found(whole, bare)

    def _anchor(self, address: str, name: str) -> Link:
        link = Link(anchor=unquote(name) or "#", address=address)
        self.anchors.append(link)
        return link

    def _found(self, whole: str, bare: str) -> Link:
        if not whole.lower().startswith("http"):
            return self._plain(whole, "elsewhere")
        path = urlsplit(bare).path
        if FILES.search(path) or PICTURES.search(path):
            if file := self.document(bare):
                self._note(whole, "document")
                return Link(tag=f'linktype="document" id="{file.id}"', address=whole, file=file)
            if self.picture(bare):
                return self._plain(whole, "upload")
            if self.is_own(bare):
                self.result.missing_media.append(bare)
                return self._plain(whole, "missing")
        if not self.is_own(bare):
            return self._plain(whole, "elsewhere")
        if page := self.context.page_for(bare):
            self._note(whole, "page")
            return Link(tag=f'linktype="page" id="{page}"', address=whole)
        return self._plain(whole, "missing")

    def _plain(self, address: str, found: Found) -> Link:
        self._note(address, found)
        return Link(tag=f'href="{escape(address)}"', address=address)

    def _note(self, address: str, found: Found) -> None:
        self.result.links.append(LinkFound(address, found))

    def document(self, address: str) -> File | None:
        """The document that an upload address became."""
        return next(filter(None, map(self.context.document_for, _without_query(address))), None)

    def picture(self, address: str) -> Picture | None:
        """The picture that an upload address became, whatever its size was."""
        return next(filter(None, map(self.context.picture_for, _sizes(address))), None)


def _without_query(address: str) -> list[str]:
    return list(dict.fromkeys([address, address.partition("?")[0]]))


def _sizes(address: str) -> Iterator[str]:
    """The address and those of the picture that it may be made of, each once."""
    if proxied := PHOTON.match(address):
        address = f"https://{proxied.group(1)}"
    bare = address.partition("?")[0]
    unsized = SIZE.sub("", bare)
    original = EDITED.sub("", unsized)
    stem, dot, ending = original.rpartition(".")
    yield from dict.fromkeys([address, bare, unsized, original, f"{stem}-scaled{dot}{ending}"])


def name_of_file(address: str) -> str:
    """The last part of an address in words, such as "letter of may.pdf"."""
    parts = urlsplit(address)
    name = unquote(parts.path.rstrip("/").rpartition("/")[2])
    return name or parts.hostname or address


def host_of(address: str) -> str:
    """Whom an address calls, without www."""
    return (urlsplit(address).hostname or "").removeprefix("www.")
