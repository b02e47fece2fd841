"""Texts with marks and links, as HTML and as a tree."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypeAliasType, TypedDict

from cms.languages import direction, html_lang
from cms.shapes.links import Link

IsoDate = Annotated[str, Field(json_schema_extra={"format": "date"})]


class TextNode(TypedDict):
    """Words that stand in one line and look alike."""

    type: Literal["text"]
    text: str
    bold: bool
    italic: bool


class LineBreakNode(TypedDict):
    """What follows stands on a new line of the same paragraph."""

    type: Literal["line_break"]


PlainNode = TypeAliasType(
    "PlainNode",
    Annotated[
        TextNode | LineBreakNode, Field(discriminator="type", description="What stands inside a link.")
    ],
)


class LinkNode(TypedDict):
    """Words that lead somewhere; where the link is broken, they are shown without it."""

    type: Literal["link"]
    link: Link
    children: list[PlainNode]


InlineNode = TypeAliasType(
    "InlineNode",
    Annotated[
        TextNode | LineBreakNode | LinkNode,
        Field(discriminator="type", description="What stands inside a paragraph."),
    ],
)


class ParagraphNode(TypedDict):
    """One paragraph."""

    type: Literal["paragraph"]
    children: list[InlineNode]


class ListItem(TypedDict):
    """One item of a list; may hold further lists."""

    children: "list[ItemNode]"


class ListNode(TypedDict):
    """A list, with numbers where it is ordered."""

    type: Literal["list"]
    ordered: bool
    items: list[ListItem]


ItemNode = TypeAliasType(
    "ItemNode",
    Annotated[
        TextNode | LineBreakNode | LinkNode | ListNode,
        Field(discriminator="type", description="What stands inside an item of a list."),
    ],
)
BlockNode = TypeAliasType(
    "BlockNode",
    Annotated[
        ParagraphNode | ListNode, Field(discriminator="type", description="What a rich text is made of.")
    ],
)


class RichText(TypedDict):
    """A text twice: as HTML with resolved links, and as a tree made from the same."""

    html: str
    tree: list[BlockNode]


def language_attributes(language_code: str) -> dict[str, str]:
    """lang and dir of a part that differs from its page; empty where it does not."""
    if not language_code:
        return {}
    return {"lang": html_lang(language_code), "dir": direction(language_code)}
