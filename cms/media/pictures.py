"""Reads a picture once, and gives what is left when everything beside it is gone."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from os import SEEK_END
from typing import IO

from django.conf import settings
from PIL import Image as Pillow
from PIL.ImageFile import ImageFile

from cms.media.children import said_by
from cms.media.colors import dominant_color
from cms.media.formats import MalformedError, gif, jpeg, png, signs, webp
from cms.media.refusals import MEGABYTE, RefusedError
from cms.media.rewriting import profile_of, written

# Read as a whole: four bytes a pixel, twice where the picture is turned.
MOST_PIXELS = 25_000_000
# A JPEG is read at half its size or less where it is larger than that; the two others are written with
# thirty bytes a pixel.
MOST_PIXELS_OF = {"JPEG": 120_000_000, "WEBP": 9_000_000, "AVIF": 9_000_000}
MOST_FRAMES = 500
# 24 million pixels, as iPhones take them, need 310 MB of addresses, 200 of memory, three seconds.
HEIC_SECONDS, HEIC_MEGABYTES = 15, 360
ORIENTATION = 0x0112
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
TRIMMED = {"PNG": png.trimmed, "GIF": gif.trimmed}
LOSSLESS = {"JPEG": jpeg.clean, "WEBP": webp.clean}
REFUSALS = {"SVG": "drawing", "PDF": "document", "": "no_picture"}
# What libraries raise where bytes are not what they should be.
DAMAGES = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, MemoryError, OSError, RuntimeError),
    *(SyntaxError, TypeError, ValueError, struct.error),
)


@dataclass(frozen=True)
class Picture:
    """A clean picture; `found` are the kinds of what was taken out, `color` may be empty."""

    content: bytes
    extension: str
    color: str
    found: set[str] = field(default_factory=set)


def cleaned_picture(file: IO[bytes]) -> Picture:
    """The picture without anything beside its pixels. Raises RefusedError."""
    if file.seek(0, SEEK_END) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise RefusedError("size", most=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // MEGABYTE)
    file.seek(0)
    content = file.read()
    kind = signs.kind(content[: signs.LENGTH])
    if not content:
        raise RefusedError("empty")
    if kind in REFUSALS:
        raise RefusedError(REFUSALS[kind])
    try:
        if kind == "HEIC":
            picture = _cleaned(_as_jpeg(content), "JPEG")
            return Picture(picture.content, picture.extension, picture.color, picture.found | {"exif"})
        if kind not in EXTENSIONS:
            raise RefusedError("kind", kind=kind)
        return _cleaned(content, kind)
    except Pillow.DecompressionBombError:
        raise RefusedError("pixels", most=MOST_PIXELS // 1_000_000) from None
    except RefusedError:
        raise
    except DAMAGES:
        raise RefusedError("damaged") from None


def _cleaned(content: bytes, kind: str) -> Picture:
    content, told = TRIMMED[kind](content) if kind in TRIMMED else (content, set())
    picture = _opened(content, kind)
    _check_size(picture, kind)
    is_turned = picture.getexif().get(ORIENTATION, 1) in range(2, 9)
    kept, found = _without_rest(content, kind)
    is_smaller = kind == "JPEG" and _halve(picture)
    if kept and not is_turned and not is_smaller:
        return Picture(kept, EXTENSIONS[kind], _verified(kept, kind), found)
    found |= told | _told(picture, kind)
    return rewritten(picture, kind, found, is_turned=is_turned)


def rewritten(
    picture: Pillow.Image, kind: str, found: Iterable[str] = (), *, is_turned: bool = False
) -> Picture:
    """The pixels of an opened picture as a clean file of its kind."""
    again, color = written(picture, kind, is_turned=is_turned)
    # So that a second cleaning finds nothing that an encoder wrote.
    return Picture(_without_rest(again, kind)[0] or again, EXTENSIONS[kind], color, set(found))


def opened(file: IO[bytes]) -> tuple[ImageFile, str]:
    """A stored picture and its kind, which is one of EXTENSIONS. Raises what the library raises."""
    file.seek(0)
    content = file.read()
    kind = signs.kind(content[: signs.LENGTH])
    return _opened(content, kind), kind


def _as_jpeg(content: bytes) -> bytes:
    """A photograph as iPhones keep it (HEIC): few browsers show it."""
    arguments = (str(HEIC_SECONDS), str(HEIC_MEGABYTES), str(MOST_PIXELS))
    with said_by("cms.media.formats.heic", arguments, BytesIO(content), HEIC_SECONDS) as (said, _is_late):
        is_large = said.read(1) == b"1"
        jpeg_ = said.read()
    if is_large:
        raise RefusedError("pixels", most=MOST_PIXELS // 1_000_000)
    return jpeg_


def _opened(content: bytes, kind: str) -> ImageFile:
    """Opened as what it is by its signs, so that no reader of another kind of file is tried."""
    return Pillow.open(BytesIO(content), formats=[kind])


def _check_size(picture: ImageFile, kind: str) -> None:
    pixels = picture.width * picture.height
    # A progressive one is held whole while it is read.
    most = MOST_PIXELS if picture.info.get("progressive") else MOST_PIXELS_OF.get(kind, MOST_PIXELS)
    if pixels > most:
        raise RefusedError("pixels", most=most // 1_000_000)
    frames = 1 if kind == "JPEG" else _frames(picture)
    if frames > MOST_FRAMES or (frames > 1 and pixels * frames > MOST_PIXELS):
        raise RefusedError("frames")


def _frames(picture: ImageFile) -> int:
    """How many frames there are, counted no further than needed: a GIF must be read to know."""
    if picture.format != "GIF":
        return getattr(picture, "n_frames", 1)
    number = 0
    try:
        while number <= MOST_FRAMES and (number + 1) * picture.width * picture.height <= MOST_PIXELS:
            picture.seek(number + 1)
            number += 1
    except EOFError:
        picture.seek(0)
        return number + 1
    return MOST_FRAMES + 1


def _without_rest(content: bytes, kind: str) -> tuple[bytes, set[str]]:
    """The file without the parts that do not draw, bit by bit; empty where that cannot be done."""
    if kind not in LOSSLESS:
        return b"", set()
    try:
        kept, found = LOSSLESS[kind](content)
    except MalformedError:
        return b"", set()
    return (b"", found - {jpeg.NO_END}) if jpeg.NO_END in found else (kept, found)


def _told(picture: ImageFile, kind: str) -> set[str]:
    """What the library found beside the pixels of a file that is written anew."""
    found = set()
    profile = picture.info.get("icc_profile")
    if profile and profile_of(picture) != profile:
        found.add("profile")
    if kind == "AVIF":
        found |= {name for name in ("exif", "xmp") if picture.info.get(name)}
    return found


def _halve(picture: ImageFile) -> bool:
    """Asks for a large JPEG at half its size, as often as needed; whether it will be smaller."""
    width, height = picture.size
    while width * height > MOST_PIXELS:
        width, height = -(-width // 2), -(-height // 2)
    if (width, height) == picture.size:
        return False
    picture.draft(picture.mode, (width, height))
    return True


def _verified(content: bytes, kind: str) -> str:
    """Decodes every frame of what is kept, and gives the colour. Raises what the library raises."""
    picture = _opened(content, kind)
    # To read a JPEG for its colour alone takes an eighth of its width; all of its bytes are read.
    picture.draft(picture.mode, (picture.width // 8, picture.height // 8))
    picture.load()
    color = dominant_color(picture)
    for number in range(1, getattr(picture, "n_frames", 1) if kind != "JPEG" else 1):
        picture.seek(number)
        picture.load()
    return color
