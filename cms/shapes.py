"""One shape for each thing: what a picture, a document or a link looks like, in pages and API.

Each function takes the stored object, or None where it is gone, and gives plain data that JSON
can hold. Templates of blocks and pages read the same data, so that both always agree.
"""

from typing import TYPE_CHECKING, TypedDict

from wagtail.models import Page

from cms.languages import direction, html_lang
from cms.media import renditions
from cms.media.presets import ICONS, SHARE, Preset, presets_for
from cms.visibility import in_public_collections, is_visible

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.media.models import Document, Image


class Source(TypedDict):
    """One file of a picture; width in pixels, size in bytes where it is known."""

    url: str
    width: int
    size: int | None


class Picture(TypedDict):
    """A picture with everything that an <img> needs; width and height in pixels."""

    id: int
    title: str
    alt: str
    decorative: bool
    caption: str
    credit: str
    width: int
    height: int
    focal_point: dict[str, float] | None
    dominant_color: str
    src: str
    srcset: dict[str, list[Source]]


class SizedSource(Source):
    """One file that stands for itself; height in pixels."""

    height: int


class DocumentShape(TypedDict):
    """A PDF; size in bytes, date as ISO 8601, language as its tag or empty.

    `text_url` is where it can be read as text, page by page; None where no words were found in it, or
    where its collection is private.
    """

    id: int
    title: str
    url: str
    text_url: str | None
    kind: str
    size: int | None
    pages: int | None
    date: str | None
    language: str


class Link(TypedDict):
    """Where something leads: kind is page, document, web, email or phone."""

    kind: str
    id: int | None
    title: str
    url: str


def picture(
    image: "Image | None", *, alt: str = "", caption: str = "", decorative: bool = False
) -> Picture | None:
    """The shape of a picture, or None where the picture is gone or its files are not made yet.

    `alt` replaces the picture's own alternative text where the context asks for another.
    `srcset` has the kinds avif, webp and jpeg, the smallest file of each first;
    `dominant_color` is #rrggbb, or empty where one can see through the picture.
    """
    if image is None:
        return None
    by_kind = presets_for(image.width)
    files = renditions.known(image, (preset for presets in by_kind.values() for preset in presets))
    if not files:
        return None
    fallback = files[max(files, key=lambda spec: ("jpeg" in spec, files[spec]["width"]))]
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
        srcset={
            kind: [
                Source(url=file["url"], width=file["width"], size=file["size"])
                for preset in presets
                if (file := files.get(preset.spec))
            ]
            for kind, presets in by_kind.items()
        },
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


def _focal_point(image: "Image") -> dict[str, float] | None:
    """The point that cropping must keep, as fractions of width and height."""
    if not image.has_focal_point():
        return None
    return {
        "x": round(image.focal_point_x / image.width, 3),
        "y": round(image.focal_point_y / image.height, 3),
    }


def document(document: "Document | None") -> DocumentShape | None:
    """The shape of a document, or None where it is gone."""
    if document is None:
        return None
    return DocumentShape(
        id=document.pk,
        title=document.title,
        url=document.url,
        text_url=document.text_address() if document.has_text and _is_public(document) else None,
        kind=document.kind,
        size=document.file_size,
        pages=document.page_count,
        date=document.date.isoformat() if document.date else None,
        language=html_lang(document.language) if document.language else "",
    )


def _is_public(document: "Document") -> bool:
    return in_public_collections(type(document).objects.filter(pk=document.pk)).exists()


def page_link(page: Page | None, request: "HttpRequest | None" = None, title: str = "") -> Link | None:
    """The shape of a link to a page, or None where the page is gone or no longer public."""
    if page is None or not is_visible(page):
        return None
    url = page.get_url(request)
    if url is None:
        return None
    return Link(kind="page", id=page.pk, title=title or page.title, url=url)


def language_attributes(language_code: str) -> dict[str, str]:
    """lang and dir of a part that differs from its page; empty where it does not."""
    if not language_code:
        return {}
    return {"lang": html_lang(language_code), "dir": direction(language_code)}
