"""What rooms add to a copy of the site that has no server: see home/static_site/."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement


@dataclass(frozen=True)
class Copy:
    """A copy that is being made: the addresses of its pages, and how an address is written in one of them."""

    # Paths of pages in the full form, as they are on the site.
    pages: frozenset[str]
    # (path of the page that links, path that it links to, both as on the site): a relative address.
    link: Callable[[str, str], str]


@dataclass(frozen=True)
class Part:
    """What a room does for a copy: `files` by path in the copy, and what it changes in pages."""

    files: Callable[[Copy], Iterator[tuple[str, bytes]]]
    # Whether it changes the page at a path, in the full form; those are written last.
    is_concerned: Callable[[str], bool]
    change: Callable[[Copy, str, HtmlElement], None]


@dataclass
class Parts:
    known: list[Part] = field(default_factory=list)

    def register(self, part: Part) -> None:
        self.known.append(part)


parts = Parts()
