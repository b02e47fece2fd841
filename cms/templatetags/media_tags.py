"""What templates ask about pictures."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import template

from cms.media.colors import is_dark, tone
from cms.media.consent.publishing import what_to_do
from cms.media.marks import mark_of_picture
from cms.shapes import Source

if TYPE_CHECKING:
    from cms.media.models import Document

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
def hidden_titles(documents: "Iterable[Document]") -> list[str]:
    """The titles of those documents that no visitor sees."""
    return [document.title for document in documents if document.is_hidden]


register.filter(what_to_do)
register.filter(mark_of_picture)
