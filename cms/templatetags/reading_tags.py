"""What the pages of an article ask of Python: the parts of a body, where a link can be shared."""

from typing import Any, TypedDict
from urllib.parse import quote

from django import template
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from cms.blocks.headings import Heading, outline

register = template.Library()


class Part(TypedDict):
    """A block of a body; a heading knows its place among the others."""

    block: Any
    heading: Heading | None


class ShareLink(TypedDict):
    """One way to pass an address on."""

    name: str
    url: str


@register.simple_tag
def body_parts(body: StreamValue | None) -> list[Part]:
    """The blocks of a body in their order."""
    if not body:
        return []
    headings = outline(body)
    return [Part(block=block, heading=headings.get(place)) for place, block in enumerate(body)]


@register.simple_tag
def share_links(title: str, url: str) -> list[ShareLink]:
    """Plain links that pass an address on: by e-mail, then by services of others."""
    words, address, both = quote(title, safe=""), quote(url, safe=""), quote(f"{title}\n{url}", safe="")
    return [
        ShareLink(name=_("E-mail"), url=f"mailto:?subject={words}&body={both}"),
        ShareLink(name="WhatsApp", url=f"https://wa.me/?text={both}"),
        ShareLink(name="Telegram", url=f"https://t.me/share/url?url={address}&text={words}"),
        ShareLink(name="Facebook", url=f"https://www.facebook.com/sharer/sharer.php?u={address}"),
        ShareLink(name="Bluesky", url=f"https://bsky.app/intent/compose?text={both}"),
        ShareLink(name="Mastodon", url=f"https://share.joinmastodon.org/#text={both}"),
        ShareLink(name="X", url=f"https://x.com/intent/post?url={address}&text={words}"),
    ]
