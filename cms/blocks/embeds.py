"""Things that stand on other people's servers."""

from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, StructBlock, StructValue, URLBlock


class EmbedShape(TypedDict):
    """A video, map or post elsewhere; `provider` is whom a click calls, such as youtube.com."""

    provider: str
    url: str
    title: str


class EmbedValue(StructValue):
    @property
    def host(self) -> str:
        """Whom a click calls, such as youtube.com."""
        return (urlsplit(self["url"] or "").hostname or "").removeprefix("www.")


class EmbedBlock(StructBlock):
    """A video, map or post elsewhere. Nothing is loaded from there until the reader goes there."""

    url = URLBlock(label=_("Web address"), search_index=False)
    title = CharBlock(
        label=_("Title"), max_length=200, help_text=_("What is there, such as: Radio talk, 12 minutes")
    )

    api_shape = EmbedShape

    class Meta:
        icon = "media"
        template = "blocks/embed.html"
        label = _("Video or post elsewhere")
        description = _("Leads to a video, a map or a post on another site, and says which site")
        value_class = EmbedValue
        preview_value = {"url": "https://example.org/talk", "title": "Radio talk, 12 minutes"}

    def get_api_representation(self, value: EmbedValue, context: dict[str, Any] | None = None) -> Any:
        return EmbedShape(provider=value.host, url=value["url"] or "", title=value["title"] or "")
