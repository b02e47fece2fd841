"""Pictures, with all the files that a browser may choose from."""

from typing import TYPE_CHECKING

# The schema of the API is made from these classes, which before Python 3.12 must come from here.
from typing_extensions import TypedDict

from cms.media import renditions
from cms.media.presets import ICONS, SHARE, Preset, presets_for

if TYPE_CHECKING:
    from cms.media.models import Image


class Source(TypedDict):
    """One file of a picture; width in pixels, size in bytes where it is known."""

    url: str
    width: int
    size: int | None


class SourceSet(TypedDict):
    """The files of a picture by their kinds, the smallest of each first."""

    avif: list[Source]
    webp: list[Source]
    jpeg: list[Source]


class FocalPoint(TypedDict):
    """The point that cropping must keep, as fractions of width and height."""

    x: float
    y: float


class Picture(TypedDict):
    """A picture with everything that an <img> needs; width and height in pixels.

    `dominant_color` is #rrggbb, or empty where one can see through the picture. A picture that is only
    decoration has no alternative text.
    """

    id: int
    title: str
    alt: str
    decorative: bool
    caption: str
    credit: str
    width: int
    height: int
    focal_point: FocalPoint | None
    dominant_color: str
    src: str
    srcset: SourceSet


class SizedSource(Source):
    """One file that stands for itself; height in pixels."""

    height: int


def picture(
    image: "Image | None", *, alt: str = "", caption: str = "", decorative: bool = False
) -> Picture | None:
    """The shape of a picture, or None where the picture is gone or its files are not made yet.

    `alt` replaces the picture's own alternative text where the context asks for another.
    """
    if image is None:
        return None
    if image.withdrawn_at:  # what a page said of the old picture may name who was in it
        alt = caption = ""
    by_kind = presets_for(image.width)
    files = renditions.known(image, (preset for presets in by_kind.values() for preset in presets))
    if not files:
        return None
    fallback = files[max(files, key=lambda spec: ("jpeg" in spec, files[spec]["width"]))]

    def sources(kind: str) -> list[Source]:
        found = (files[preset.spec] for preset in by_kind[kind] if preset.spec in files)
        return [Source(url=file["url"], width=file["width"], size=file["size"]) for file in found]

    return Picture(
        id=image.pk,
        title=image.title,
        alt="" if decorative else alt or image.default_alt_text,
        decorative=decorative,
        caption=caption,
        credit=image.credit,
        width=fallback["width"],
        height=fallback["height"],
        focal_point=_focal_point(image),
        dominant_color=image.dominant_color,
        src=fallback["url"],
        srcset=SourceSet(avif=sources("avif"), webp=sources("webp"), jpeg=sources("jpeg")),
    )


def share_picture(image: "Image | None") -> SizedSource | None:
    """The JPEG of 1200 x 630 that other services show beside a link, smaller for a small picture."""
    return _sized(image, SHARE)


def icon(image: "Image | None", size: int) -> SizedSource | None:
    """A square PNG for tabs and home screens; size is 32, 180, 192 or 512."""
    return _sized(image, ICONS[size])


def _sized(image: "Image | None", preset: Preset) -> SizedSource | None:
    file = renditions.known(image, [preset]).get(preset.spec) if image else None
    return SizedSource(**file) if file else None


def _focal_point(image: "Image") -> FocalPoint | None:
    if not image.has_focal_point():
        return None
    return FocalPoint(
        x=round(image.focal_point_x / image.width, 3), y=round(image.focal_point_y / image.height, 3)
    )
