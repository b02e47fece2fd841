"""The site's icons and the picture beside its shared links: the editor's, else the house's own mark."""

from typing import TYPE_CHECKING, TypedDict

from django.templatetags.static import static

from cms import shapes
from cms.addresses import absolute
from cms.metadata import SharePicture

if TYPE_CHECKING:
    from cms.media.models import Image

FOLDER = "cms/icons"
TOUCH = 180
LARGE = (192, 512)
THEME_COLOR, BACKGROUND_COLOR = "#0f4b47", "#fbf6ec"


class Icon(TypedDict):
    """One file of the icon; size in pixels, or "any" for a drawing.

    The purpose is "maskable" where a phone may cut its corners off, else "any".
    """

    url: str
    size: str
    type: str
    purpose: str


class Icons(TypedDict):
    """For the browser's tab, the phone's home screen, and the manifest."""

    tab: list[Icon]
    touch: str
    large: list[Icon]


def icons(image: "Image | None") -> Icons:
    """The icon's files. The editor's own, once all its files are made."""
    return _icons_of(image) or default_icons()


def _icons_of(image: "Image | None") -> Icons | None:
    found = {size: shapes.icon(image, size) for size in (32, TOUCH, *LARGE)}
    files = {size: _png(file["url"], size) for size, file in found.items() if file}
    if len(files) < len(found):
        return None
    return Icons(tab=[files[32]], touch=files[TOUCH]["url"], large=[files[size] for size in LARGE])


def default_icons() -> Icons:
    """The house's mark."""
    drawing = Icon(url=static(f"{FOLDER}/mark.svg"), size="any", type="image/svg+xml", purpose="any")
    whole = Icon(
        url=static(f"{FOLDER}/mark-maskable.png"), size="512x512", type="image/png", purpose="maskable"
    )
    return Icons(
        tab=[_png(static(f"{FOLDER}/mark-32.png"), 32), drawing],
        touch=static(f"{FOLDER}/mark-{TOUCH}.png"),
        large=[whole, *(_png(static(f"{FOLDER}/mark-{size}.png"), size) for size in LARGE)],
    )


def default_share_picture(name: str) -> SharePicture:
    """The house's mark on a wide ground, for pages without a picture; its words are the site's name."""
    url = absolute(static(f"{FOLDER}/share.png"))
    return SharePicture(url=url, width=1200, height=630, alt=name)


def _png(url: str, size: int) -> Icon:
    return Icon(url=url, size=f"{size}x{size}", type="image/png", purpose="any")
