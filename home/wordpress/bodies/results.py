"""What a body asks of the site that it moves into, and what becomes of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol


@dataclass(frozen=True)
class Picture:
    """A picture of the library; its words as WordPress had them with the attachment."""

    id: int
    alt: str = ""
    caption: str = ""
    title: str = ""


@dataclass(frozen=True)
class File:
    """A document of the library."""

    id: int
    title: str = ""


class Context(Protocol):
    """What a body asks while it is converted; addresses are absolute, without fragment."""

    hosts: frozenset[str]
    """Names under which the old site answered, such as {"example.org", "www.example.org"}."""
    address: str
    """The old address of the post, against which relative links are read."""
    language: str
    """The language of the page, such as "en" or "zh-hant"."""

    def page_for(self, url: str) -> int | None:
        """The page that an old address of the site became."""

    def picture_for(self, source: str | int) -> Picture | None:
        """The picture that an upload address or the number of an attachment became.

        Addresses come as they stand, then without the ending of a size (-300x200), until one is known.
        """

    def document_for(self, source: str | int) -> File | None:
        """The document that an upload address or the number of an attachment became."""

    def attachments_of_post(self) -> Sequence[int]:
        """The numbers of the post's own pictures in their order, for galleries that name none."""

    def reusable_html(self, number: int) -> str | None:
        """What the reusable block of that number holds."""


@dataclass(frozen=True)
class Unplaced:
    """A part that no block could hold: a reason to look up in REASONS, and the source as it was."""

    reason: str
    original: str


Found = Literal["page", "document", "upload", "elsewhere", "heading", "missing", "unsafe", "lost"]


@dataclass(frozen=True)
class LinkFound:
    """A link and what it became.

    "upload" is an old upload address that stays for redirects, "heading" an anchor of the page itself,
    "missing" an address of the old site that nothing answers to, "unsafe" one whose protocol is not
    allowed, "lost" an anchor without a heading or a link where only plain words can stand; the words of
    the last two are kept.
    """

    address: str
    found: Found


@dataclass
class Converted:
    """A body as its field stores it, and everything that somebody should look at."""

    body: list[dict[str, Any]] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    links: list[LinkFound] = field(default_factory=list)
    missing_media: list[str] = field(default_factory=list)
    """Addresses or numbers of pictures and files of the old site that the library has not."""
    dropped: Counter[str] = field(default_factory=Counter)
    """What was left out knowingly, such as separators, and how often."""
    has_doors: bool = False
    """Whether something in it was for members alone: it must be read before it is published."""
