"""Numbers that speak."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, ListBlock, StructBlock, StructValue


class FigureShape(TypedDict):
    """One number, as words, and what it counts."""

    number: str
    label: str


class FiguresShape(TypedDict):
    """Numbers set large."""

    title: str
    figures: list[FigureShape]
    source: str


class FigureBlock(StructBlock):
    """One number and what it counts."""

    number = CharBlock(label=_("Number"), max_length=20, help_text=_("For example: 37, HK$1,500, 0.2 %"))
    label = CharBlock(
        label=_("What it counts"),
        max_length=160,
        help_text=_("For example: of over 18,000 claims were accepted"),
    )

    class Meta:
        icon = "order"
        label = _("Figure")


class FiguresBlock(StructBlock):
    """Numbers set large, each with what it counts, and their source."""

    title = CharBlock(label=_("Title"), required=False, max_length=120)
    figures = ListBlock(FigureBlock(), label=_("Figures"), min_num=1, max_num=6)
    source = CharBlock(label=_("Source"), required=False, max_length=200)

    api_shape = FiguresShape

    class Meta:
        icon = "order-up"
        template = "blocks/figures.html"
        label = _("Figures")
        description = _("Numbers set large, such as “37 of over 18,000 claims”")
        preview_value = {
            "title": "",
            "figures": [{"number": "37", "label": "of over 18,000 claims were accepted in 23 years"}],
            "source": "The government's own figures",
        }

    def get_api_representation(self, value: StructValue, context: dict[str, Any] | None = None) -> Any:
        return FiguresShape(
            title=value["title"] or "",
            figures=[
                FigureShape(number=figure["number"] or "", label=figure["label"] or "")
                for figure in value["figures"]
            ],
            source=value["source"] or "",
        )
