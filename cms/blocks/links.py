"""Where things lead."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, StructBlock, StructValue, TextBlock, URLBlock
from wagtail.blocks.struct_block import StructBlockValidationError

from cms import passages, shapes
from cms.blocks.choosers import PageChooserBlock
from cms.blocks.targets import Context, targets_of
from cms.targets import Targets


class CallToActionShape(TypedDict):
    """What a reader can do now; `link` is the button."""

    title: str
    text: str
    link: shapes.Link


class LinkValue(StructValue):
    """A link to a page of the site, else to an address elsewhere."""

    @property
    def link(self) -> shapes.Link:
        """The link's shape; broken where it leads nowhere any more."""
        page = self.get("page")
        return self.link_among(Targets(pages=[page.pk] if page else []))

    def link_among(self, targets: Targets) -> shapes.Link:
        """The same, with what was looked up for more than this link."""
        title = self.get("label") or self.get("button") or ""
        if page := self.get("page"):
            return targets.page_link(page, title)
        if url := self.get("url"):
            return shapes.link_to_address(url, title)
        return shapes.broken_link("page", title)


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

    api_shape = shapes.Link

    class Meta:
        icon = "link"
        label = _("Link")
        form_layout = ["label", "page", "url"]

    def get_api_representation(self, value: LinkValue, context: Context = None) -> Any:
        return value.link_among(targets_of(self, value, context))


class CallToActionBlock(TargetBlock):
    """What a reader can do now."""

    title = CharBlock(label=_("Title"), max_length=120)
    text = TextBlock(label=_("Text"), required=False, max_length=400)
    button = CharBlock(label=_("Words on the button"), max_length=60)

    api_shape = CallToActionShape

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

    def get_api_representation(self, value: LinkValue, context: Context = None) -> Any:
        link = value.link_among(targets_of(self, value, context))
        return CallToActionShape(title=value["title"] or "", text=value["text"] or "", link=link)

    def get_passages(self, value: LinkValue, language: str) -> Iterator[passages.Passage]:
        """What it asks for; not the button, whose "Write to us" would find every page."""
        yield from passages.of_text(value["title"] or "", language)
        yield from passages.of_text(value["text"] or "", language)
