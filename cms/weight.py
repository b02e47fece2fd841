"""What a page weighs on a phone: the bytes that travel when somebody reads it to its end.

The page is rendered as a reader gets it; of each picture the file is counted that a phone of
384 pixels at double density takes.
"""

import gzip
import re
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.media.models import Rendition

LIMIT = 200 * 1024
PHONE_WIDTH, PHONE_DENSITY = 384, 2
PIXELS = {"px": 1.0, "rem": 16.0, "em": 16.0, "vw": PHONE_WIDTH / 100}
LENGTH = re.compile(r"([\d.]+)(px|rem|em|vw)")
FROM_WIDTH = re.compile(r"\(min-width:\s*([\d.]+)(px|rem|em)\)\s+(.+)")
NOT_SHOWN = 1  # px; what `sizes` says of a picture that a phone neither shows nor loads
KINDS_OF_A_PHONE = ("image/avif", "image/webp")
HEAVIEST = 3


class PictureWeight(NamedTuple):
    """A picture by its title in the library; size in bytes."""

    title: str
    size: int


@dataclass(frozen=True)
class Weight:
    """Bytes over the wire, compressed where a server compresses; the heaviest pictures first."""

    html: int
    files: int
    pictures: tuple[PictureWeight, ...]

    @property
    def total(self) -> int:
        return self.html + self.files + sum(picture.size for picture in self.pictures)

    @property
    def is_too_much(self) -> bool:
        return self.total > LIMIT

    @property
    def heaviest(self) -> tuple[PictureWeight, ...]:
        return self.pictures[:HEAVIEST]


def weigh(page: Page) -> Weight | None:
    """The weight of a page as it is in memory, saved or not; None where it cannot be shown."""
    response = page.make_preview_request()  # as nobody: without the editor's bar
    if response.status_code != 200:
        return None
    reader = _Reader()
    reader.feed(response.content.decode())
    return Weight(
        html=len(gzip.compress(response.content, 6)),
        files=sum(_static_size(url) for url in reader.files),
        pictures=_pictures(reader.pictures),
    )


def warn_of_a_heavy_page(request: HttpRequest, page: Page) -> None:
    """Tells an editor who saved or published a page that is too heavy what to do. Never blocks."""
    # What is saved by itself while somebody types is not commented on.
    if request.method != "POST" or not request.accepts("text/html"):
        return
    weight = weigh(page)
    if weight is None or not weight.is_too_much:
        return
    words = _(
        "This page takes %(size)s on a phone, more than the %(limit)s that readers with prepaid data"
        " should pay for. Show fewer pictures, or divide the page into two."
    ) % {"size": filesizeformat(weight.total), "limit": filesizeformat(LIMIT)}
    if heaviest := ", ".join(f"“{name}” ({filesizeformat(size)})" for name, size in weight.heaviest):
        words += " " + _("The heaviest pictures: %(pictures)s.") % {"pictures": heaviest}
    messages.warning(request, words)


class _Reader(HTMLParser):
    """Collects what a phone would load."""

    def __init__(self) -> None:
        super().__init__()
        self.files: set[str] = set()
        self.pictures: set[str] = set()
        self._chosen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "link" and has.get("rel") == "stylesheet":
            self.files.add(has.get("href", ""))
        elif tag == "script" and has.get("src"):
            self.files.add(has["src"])
        elif tag == "picture":
            self._chosen = ""
        elif tag == "source" and has.get("type") in KINDS_OF_A_PHONE and not self._chosen:
            self._chosen = _file_for_a_phone(has)
        elif tag == "img":
            if _shown_width(has.get("sizes", "")) > NOT_SHOWN:
                self.pictures.add(self._chosen or _file_for_a_phone(has) or has.get("src", ""))
            self._chosen = ""


def _file_for_a_phone(has: dict[str, str]) -> str:
    """The file of a srcset that is wide enough, else the widest; empty where there is none."""
    offered = []
    for candidate in has.get("srcset", "").split(", "):
        url, _, width = candidate.strip().rpartition(" ")
        if url and width.endswith("w"):
            offered.append((int(width[:-1]), url))
    wanted = _shown_width(has.get("sizes", "")) * PHONE_DENSITY
    enough = [found for found in sorted(offered) if found[0] >= wanted]
    return enough[0][1] if enough else max(offered, default=(0, ""))[1]


def _shown_width(sizes: str) -> float:
    """The width in CSS pixels that `sizes` names for the phone; the screen's where it is not clear."""
    for part in sizes.split(","):
        condition = FROM_WIDTH.fullmatch(part.strip())
        if condition and float(condition[1]) * PIXELS[condition[2]] > PHONE_WIDTH:
            continue
        length = LENGTH.fullmatch(condition[3] if condition else part.strip())
        return float(length[1]) * PIXELS[length[2]] if length else PHONE_WIDTH
    return PHONE_WIDTH


@lru_cache(maxsize=64)
def _static_size(url: str) -> int:
    name = unquote(url).removeprefix(settings.STATIC_URL)
    collected = Path(settings.STATIC_ROOT) / name
    path = collected if collected.is_file() else finders.find(name)
    return len(gzip.compress(Path(path).read_bytes(), 6)) if path else 0


def _pictures(urls: set[str]) -> tuple[PictureWeight, ...]:
    names = [f"images/{unquote(url).rpartition('/')[2]}" for url in urls]
    stored = Rendition.objects.filter(file__in=names, file_size__isnull=False).select_related("image")
    found = (PictureWeight(rendition.image.title, rendition.file_size or 0) for rendition in stored)
    return tuple(sorted(found, key=lambda picture: picture.size, reverse=True))
