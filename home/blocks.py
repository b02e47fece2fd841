"""Blocks that only the home page has."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, PageChooserBlock, StreamBlock, StructBlock, StructValue, TextBlock

from cms import shapes


class PointValue(StructValue):
    @property
    def link(self) -> shapes.Link | None:
        """The page that says more; None where there is none that everybody may see."""
        return shapes.page_link(self.get("page"))


class PointBlock(StructBlock):
    """One demand, or one way to help: a title, a sentence or two, and the page that says more."""

    title = CharBlock(label=_("Title"), max_length=100)
    text = TextBlock(label=_("Text"), required=False, max_length=280, help_text=_("One or two sentences."))
    page = PageChooserBlock(
        label=_("Page"), required=False, help_text=_("A page or post that says more about it.")
    )

    class Meta:
        icon = "pick"
        label = _("Point")
        value_class = PointValue

    def get_api_representation(self, value: PointValue, context: dict[str, Any] | None = None) -> Any:
        return {"title": value["title"], "text": value["text"], "link": value.link}


class PointsBlock(StreamBlock):
    """A few points, in the order of their weight."""

    point = PointBlock()
