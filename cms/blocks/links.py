"""Where things lead."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, PageChooserBlock, StructBlock, StructValue, TextBlock, URLBlock
from wagtail.blocks.struct_block import StructBlockValidationError

from cms import passages, shapes


class LinkValue(StructValue):
    """A link to a page of the site, else to an address elsewhere."""

    @property
    def link(self) -> shapes.Link | None:
        """The link's shape; None where it leads nowhere any more."""
        title = self.get("label") or self.get("button") or ""
        if page := self.get("page"):
            return shapes.page_link(page, title=title)
        if url := self.get("url"):
            return shapes.Link(kind="web", id=None, title=title or url, url=url)
        return None


class TargetBlock(StructBlock):
    """The base of blocks that lead somewhere: to a page or to an address, and to one of them."""

    page = PageChooserBlock(label=_("Page of this site"), required=False)
    url = URLBlock(label=_("or web address"), required=False, search_index=False)

    class Meta:
        value_class = LinkValue

    def clean(self, value: LinkValue) -> LinkValue:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            problem = ValidationError(_("Choose a page or write a web address: one of the two."))
            raise StructBlockValidationError(block_errors={"page": problem})
        return cleaned


class LinkBlock(TargetBlock):
    """One line of a menu."""

    label = CharBlock(label=_("Words"), max_length=60)

    class Meta:
        icon = "link"
        label = _("Link")
        form_layout = ["label", "page", "url"]

    def get_api_representation(self, value: LinkValue, context: dict[str, Any] | None = None) -> Any:
        return value.link


class CallToActionBlock(TargetBlock):
    """What a reader can do now."""

    title = CharBlock(label=_("Title"), max_length=120)
    text = TextBlock(label=_("Text"), required=False, max_length=400)
    button = CharBlock(label=_("Words on the button"), max_length=60)

    class Meta:
        icon = "pick"
        template = "blocks/call_to_action.html"
        label = _("Call to action")
        description = _("Asks the reader to do something, with one button")
        form_layout = ["title", "text", "button", "page", "url"]
        preview_value = {
            "title": "Help with winter coats",
            "text": "We collect warm coats until the end of November.",
            "button": "Write to us",
            "url": "https://example.org/",
        }

    def get_api_representation(self, value: LinkValue, context: dict[str, Any] | None = None) -> Any:
        return {"title": value["title"], "text": value["text"], "link": value.link}

    def get_passages(self, value: LinkValue, language: str) -> Iterator[passages.Passage]:
        """What it asks for; not the button, whose "Write to us" would find every page."""
        yield from passages.of_text(value["title"] or "", language)
        yield from passages.of_text(value["text"] or "", language)
