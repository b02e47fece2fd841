"""Where addresses to check come from: exports, sitemaps, lists."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.parsers import expat

from home.wordpress.checking.shapes import Old, addresses_of_export

LONGEST = 4_000
MOST_PARTS = 1_000
BEGINNING = 4_096


class NoSourceError(Exception):
    """A file that holds no addresses; says so in one sentence."""


def addresses_of(path: Path) -> Iterator[Old]:
    """The addresses in a file of any of the three kinds.

    Raises NoSourceError, NotAnExportError and OSError.
    """
    with _opened(path) as file:
        beginning = file.read(BEGINNING)
    if b"<urlset" in beginning or b"<sitemapindex" in beginning:
        yield from map(Old, _of_sitemap(path, set()))
    elif b"<rss" in beginning or beginning.lstrip(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        yield from addresses_of_export(path)
    else:
        yield from map(Old, _of_list(path))


def _of_list(path: Path) -> Iterator[str]:
    with _opened(path) as file:
        while line := file.readline(LONGEST):
            address = line.decode("utf-8-sig", errors="replace").strip()
            if address and not address.startswith("#"):
                yield address


def _of_sitemap(path: Path, seen: set[Path]) -> Iterator[str]:
    """The addresses; of an index those of its parts, which lie beside it under the same names."""
    seen.add(path.resolve())
    is_index, found = _locations(path)
    for address in found:
        if not is_index:
            yield address
            continue
        part = path.parent / urlsplit(address).path.rpartition("/")[2]
        if not part.is_file():
            raise NoSourceError(f"{path.name} names {address}: put that file beside it as {part.name}.")
        if part.resolve() not in seen and len(seen) < MOST_PARTS:
            yield from _of_sitemap(part, seen)


def _locations(path: Path) -> tuple[bool, list[str]]:
    found: list[str] = []
    names: list[str] = []
    kinds: set[str] = set()

    def begin(name: str, attributes: object) -> None:
        names.append(name)
        kinds.add(name)
        if name == "loc":
            found.append("")

    def end(name: str) -> None:
        names.pop()

    def text(data: str) -> None:
        if names and names[-1] == "loc" and len(found[-1]) < LONGEST:
            found[-1] += data

    def refuse(*args: object) -> None:
        raise NoSourceError(f"{path.name} declares entities, which no sitemap does. It was not read.")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler, parser.EntityDeclHandler = text, refuse
    with _opened(path) as file:
        try:
            parser.ParseFile(file)
        except expat.ExpatError as error:
            raise NoSourceError(f"{path.name} is no sitemap that can be read ({error}).") from None
    return "sitemapindex" in kinds, [address.strip() for address in found if address.strip()]


def _opened(path: Path) -> gzip.GzipFile:
    with path.open("rb") as file:
        is_packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if is_packed else path.open("rb")  # type: ignore[return-value]  # both read bytes
