"""Blocks that only the home page has."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, StructBlock, StructValue, TextBlock

from cms import shapes
from cms.blocks.choosers import PageChooserBlock
from cms.blocks.targets import BulkBlock, Context, targets_of


class PointShape(TypedDict):
    """One demand, or one way to help; `link` is null where no page says more."""

    title: str
    text: str
    link: shapes.Link | None


class PointValue(StructValue):
    @property
    def link(self) -> shapes.Link | None:
        """The page that says more; None where none was chosen."""
        return shapes.page_link(self.get("page"))


class PointBlock(StructBlock):
    """One demand, or one way to help: a title, a sentence or two, and the page that says more."""

    title = CharBlock(label=_("Title"), max_length=100)
    text = TextBlock(label=_("Text"), required=False, max_length=280, help_text=_("One or two sentences."))
    page = PageChooserBlock(
        label=_("Page"), required=False, help_text=_("A page or post that says more about it.")
    )

    api_shape = PointShape

    class Meta:
        icon = "pick"
        label = _("Point")
        value_class = PointValue

    def get_api_representation(self, value: PointValue, context: Context = None) -> Any:
        page = value["page"]
        link = targets_of(self, value, context).page_link(page) if page else None
        return PointShape(title=value["title"] or "", text=value["text"] or "", link=link)


class PointsBlock(BulkBlock):
    """A few points, in the order of their weight."""

    point = PointBlock()
