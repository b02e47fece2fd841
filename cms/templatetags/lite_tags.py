"""What the lite form asks of Python: its style, its parts, the pictures that one may fetch."""

import hashlib
from typing import Any, TypedDict
from urllib.parse import urlencode

from django import template
from django.core.cache import cache
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cms import lite
from cms.addresses import absolute
from cms.parts import cut, fits, weight

register = template.Library()

SECONDS = 60 * 60 * 24
MOST_PARTS = 10_000
PICTURE_WIDTH = 640
# Every phone shows these, the best known first.
PICTURE_KINDS = ("jpeg", "webp", "avif")


class PictureLink(TypedDict):
    """One file of a picture to fetch on demand; size in bytes, or None where nobody knows it."""

    url: str
    kind: str
    size: int | None


@register.simple_tag
def is_lite() -> bool:
    """Whether this is a page of the lite form."""
    return lite.is_lite()


@register.simple_tag
def lite_style() -> SafeString:
    """The style of the lite form, for a <style> element: ours, and allowed by its hash alone."""
    return mark_safe(lite.style())  # noqa: S308  # a file of the project


@register.filter
def lite_address(request: HttpRequest) -> str:
    """Where this page stands in the lite form."""
    return lite.lite_address(request)


@register.filter
def full_address(request: HttpRequest) -> str:
    """Where this page of the lite form stands in the full one."""
    return lite.full_address(request)


@register.filter
def full_path(path: str) -> str:
    """The path of what has no lite form, such as a feed."""
    return lite.full_path(path)


@register.filter
def canonical_address(request: HttpRequest) -> str:
    """The absolute address of the full form, for search engines; of a query, the page of a list alone."""
    path = lite.full_address(request).partition("?")[0]
    number = request.GET.get("page", "")
    return absolute(f"{path}?page={number}" if number.isdecimal() and number not in ("0", "1") else path)


@register.filter
def on_demand(picture: dict[str, Any]) -> PictureLink:
    """The file of a picture that fits a phone and that every program shows."""
    for kind in PICTURE_KINDS:
        if files := picture["srcset"].get(kind):
            file = min(files, key=lambda file: abs(file["width"] - PICTURE_WIDTH))
            return PictureLink(url=file["url"], kind=kind.upper(), size=file["size"])
    return PictureLink(url=picture["src"], kind="JPEG", size=None)


class InParts(template.Node):
    """{% in_parts %}: a whole document, of which ?part= is shown where it is too long for one answer."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        document = self.nodelist.render(context)
        request: HttpRequest | None = context.get("request")
        if request is None or fits(document):
            return document
        query = {name: value for name, value in request.GET.items() if name != "part"}

        def address(number: int) -> str:
            return escape("?" + urlencode(query | ({"part": str(number)} if number > 1 else {})))

        room = weight(_links(MOST_PARTS // 2, MOST_PARTS, address)) + 40
        # Whoever reads the second part has mostly read the first: it was cut for both.
        key = f"lite.parts.{hashlib.sha256(document.encode()).hexdigest()}"
        before, parts, after = cache.get_or_set(key, lambda: cut(document, address, room), SECONDS) or cut(
            document, address, room
        )
        if len(parts) == 1:
            return document
        number = _number(request.GET.get("part", ""), len(parts))
        where = escape(_("Part %(number)s of %(total)s") % {"number": number, "total": len(parts)})
        before = before.replace("</title>", f" – {where}</title>", 1)
        shown = before + parts[number - 1] + _links(number, len(parts), address) + after
        return mark_safe(shown)  # noqa: S308  # pieces of a document that templates have escaped


def _number(asked: str, total: int) -> int:
    """The part that was asked for, or the nearest one that there is."""
    is_number = asked.isascii() and asked.isdigit() and len(asked) < len(str(MOST_PARTS))
    return min(max(int(asked), 1), total) if is_number else 1


def _links(number: int, total: int, address: Any) -> str:
    ways = {"back": address(number - 1) if number > 1 else "", "on": address(number + 1)}
    context = {"number": number, "total": total, "next": number + 1, **ways, "is_last": number == total}
    return render_to_string("lite/part_links.html", context)


@register.tag
def in_parts(parser: Parser, token: Token) -> InParts:
    """Opens a document that may be shown in parts; {% endin_parts %} closes it."""
    nodelist = parser.parse(("endin_parts",))
    parser.delete_first_token()
    return InParts(nodelist)
