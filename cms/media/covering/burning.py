"""Burns covers into the pixels of a picture, so that nothing of what was under them is left in the file.

What a cover looks like is made of chance and of what lies around it, and of nothing below it. A mosaic of
averages would look the same, but people were recognised by such averages.
"""

import math
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import IO

from PIL import Image as Pillow
from PIL import ImageDraw, ImageFilter, JpegImagePlugin
from PIL.ImageFile import ImageFile

from cms.media.pictures import DAMAGES, Picture, opened, rewritten
from cms.media.refusals import RefusedError

CALM = (92, 104, 112)
GREY = (128, 128, 128)
# How many cells of a mosaic lie across the longer side of a cover.
FEWEST_CELLS, MOST_CELLS = 4, 6
# How far chance moves a cell's colour from one that is around the cover, of 255.
NOISE = 44
# How many pixels around a cover are looked at for its colours.
PLACES = 48
# Where a picture is in none of these, it becomes one of them.
MODES = ("L", "RGB", "RGBA", "CMYK")

Rgb = tuple[int, int, int]
Edges = tuple[int, int, int, int]


@dataclass(frozen=True)
class Cover:
    """One cover, in parts of the picture's width and height, between 0 and 1."""

    left: float
    top: float
    width: float
    height: float
    is_oval: bool = True
    is_mosaic: bool = True

    def edges(self, width: int, height: int) -> Edges:
        """Left, top, right and bottom in pixels: of every pixel that it touches, and one more."""
        left, top = math.floor(self.left * width) - 1, math.floor(self.top * height) - 1
        right = math.ceil((self.left + self.width) * width) + 1
        bottom = math.ceil((self.top + self.height) * height) + 1
        return left, top, right, bottom


def covered(file: IO[bytes], covers: Sequence[Cover], chance: Random | None = None) -> Picture:
    """The picture as a clean file of its kind, with covers in place of what was under them.

    Raises RefusedError for pictures that move, and for what cannot be read.
    """
    try:
        picture, kind = opened(file)
        if kind != "JPEG" and getattr(picture, "n_frames", 1) > 1:
            raise RefusedError("moving")
        return rewritten(burnt(picture, covers, chance or secrets.SystemRandom()), kind)
    except RefusedError:
        raise
    except DAMAGES:
        raise RefusedError("damaged") from None


def burnt(picture: ImageFile, covers: Sequence[Cover], chance: Random) -> Pillow.Image:
    """The picture with covers; the same object where its pixels can be changed in place."""
    block = _block(picture)
    picture.load()
    drawable = _drawable(picture)
    under = _under(drawable.size, covers, block)
    for cover in covers:
        edges = _edges(drawable.size, cover, block)
        left, top, right, bottom = edges
        size = (right - left, bottom - top)
        if cover.is_mosaic:
            layer = _mosaic(size, _around(drawable, edges, under, chance), chance)
        else:
            layer = Pillow.new("RGB", size, CALM)
        if layer.mode != drawable.mode:
            layer = layer.convert(drawable.mode)
        drawable.paste(layer, (left, top), under.crop(edges))
    return drawable


def _drawable(picture: ImageFile) -> Pillow.Image:
    if picture.has_transparency_data and picture.mode != "RGBA":
        # One colour may stand for a hole: a cover of that colour would be one.
        return picture.convert("RGBA")
    if picture.mode.startswith("I"):  # sixteen bits of grey
        return picture.point(lambda value: value / 256).convert("L")
    if picture.mode in MODES:
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _block(picture: ImageFile) -> int:
    """The side of the squares within which a JPEG mixes pixels; 1 where it is none."""
    if picture.format != "JPEG":
        return 1
    return 8 if JpegImagePlugin.get_sampling(picture) == 0 or picture.mode == "L" else 16


def _edges(size: tuple[int, int], cover: Cover, block: int) -> Edges:
    """Where pixels may be under a cover, within the picture."""
    left, top, right, bottom = cover.edges(*size)
    left, top = (max(0, edge) // block * block - 1 for edge in (left, top))
    right, bottom = (-(-edge // block) * block + 1 for edge in (right, bottom))
    left, top = (min(max(0, edge), most - 1) for edge, most in zip((left, top), size, strict=True))
    right, bottom = (min(edge, most) for edge, most in zip((right, bottom), size, strict=True))
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _under(size: tuple[int, int], covers: Sequence[Cover], block: int) -> Pillow.Image:
    """Which pixels are under any cover: all that their shapes touch. One for all, since pictures are large.

    In a JPEG these are whole squares, within which each pixel tells of all others. And one more pixel, since
    who reads a JPEG smooths colours over the edges of squares.
    """
    width, height = (-(-side // block) * block for side in size)
    shapes = Pillow.new("L", (width, height), 0)
    draw = ImageDraw.Draw(shapes)
    for cover in covers:
        left, top, right, bottom = cover.edges(*size)
        shape = draw.ellipse if cover.is_oval else draw.rectangle
        shape((left, top, right - 1, bottom - 1), fill=255)
    if block > 1:
        few = shapes.reduce(block).point(lambda value: 255 if value else 0)
        shapes = few.resize(shapes.size, Pillow.Resampling.NEAREST)
    return shapes.filter(ImageFilter.MaxFilter(3))


def _around(picture: Pillow.Image, edges: Edges, under: Pillow.Image, chance: Random) -> list[Rgb]:
    """Some colours that lie around a cover, and under none of them: of pixels, not of means."""
    left, top, right, bottom = edges
    aside, above = (right - left) // 2, (bottom - top) // 2
    # As many steps of chance wherever they lead.
    places = [
        (chance.randrange(left - aside, right + aside), chance.randrange(top - above, bottom + above))
        for _ in range(PLACES)
    ]
    free = [place for place in places if _is_inside(place, picture.size) and not under.getpixel(place)]
    if not free:
        return [GREY]
    found = Pillow.new(picture.mode, (len(free), 1))
    for number, place in enumerate(free):
        found.putpixel((number, 0), picture.getpixel(place) or 0)
    red, green, blue = (band.tobytes() for band in found.convert("RGB").split())
    return list(zip(red, green, blue, strict=True))


def _is_inside(place: tuple[int, int], size: tuple[int, int]) -> bool:
    return 0 <= place[0] < size[0] and 0 <= place[1] < size[1]


def _mosaic(size: tuple[int, int], colors: Sequence[Rgb], chance: Random) -> Pillow.Image:
    """Large cells in rows that are shifted by chance, in colours from around, moved by chance."""
    layer = Pillow.new("RGB", size)
    draw = ImageDraw.Draw(layer)
    cell = max(2, math.ceil(max(size) / chance.uniform(FEWEST_CELLS, MOST_CELLS)))
    for top in range(-chance.randrange(cell), size[1], cell):
        for left in range(-chance.randrange(cell), size[0], cell):
            around = chance.choice(colors)
            light = chance.randint(-NOISE, NOISE)
            color = tuple(min(255, max(0, part + light + chance.randint(-12, 12))) for part in around)
            draw.rectangle((left, top, left + cell - 1, top + cell - 1), fill=color)
    return layer
