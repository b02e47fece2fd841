"""What templates ask about pictures."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import template

from cms.media.colors import is_dark, tone
from cms.media.consent.publishing import what_to_do
from cms.shapes import Source

if TYPE_CHECKING:
    from cms.media.models import Image

register = template.Library()


@register.filter
def srcset(sources: list[Source]) -> str:
    """The files of one kind as <source> and <img> name them."""
    return ", ".join(f"{source['url']} {source['width']}w" for source in sources)


@register.filter
def tone_classes(color: str) -> str:
    """The classes of tone.css for a colour #rrggbb; none for a picture that one can see through."""
    if not color:
        return ""
    nearest = tone(color)
    return f" tone-{nearest} tone-{'dark' if is_dark(nearest) else 'light'}"


@register.filter
def hidden_titles(images: "Iterable[Image]") -> list[str]:
    """The titles of those pictures that no visitor sees."""
    return [image.title for image in images if image.is_hidden]


register.filter(what_to_do)
