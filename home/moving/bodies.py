"""References inside texts and bodies, written as keys or as numbers of rows."""

import re
import uuid
from collections.abc import Callable
from typing import Any

from django.db.models import Model
from wagtail.blocks import Block, ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.models import Page

from cms.media.models import Document, Image

# Gives what stands for a reference on the other side; None where it leads nowhere.
Turn = Callable[[type[Model], Any], Any]
TAG = re.compile(r"<(?:a|embed)\b[^>]*>")
KIND = re.compile(r'\b(?:linktype|embedtype)="(page|document|image)"')
NUMBER = re.compile(r'\bid="([^"]*)"')
LINKED: dict[str, type[Model]] = {"page": Page, "document": Document, "image": Image}
# What a link says whose page was deleted: no row has this number, and no thing this key.
NOWHERE = "0"
NAMESPACE = uuid.UUID("6f2d8f4e-2f0b-4d1c-9a55-0c6c1b0b7e11")


def turned_text(html: str, turn: Turn) -> str:
    """A rich text with its links turned."""

    def tag(match: re.Match[str]) -> str:
        kind = KIND.search(match[0])
        if not kind:
            return match[0]

        def number(found: re.Match[str]) -> str:
            there = None if found[1] == NOWHERE else turn(LINKED[kind[1]], found[1])
            return f'id="{NOWHERE if there is None else there}"'

        return NUMBER.sub(number, match[0], count=1)

    return TAG.sub(tag, html)


def turned(block: Block, value: Any, turn: Turn, place: str) -> Any:
    """The stored form of a block's value with its references turned.

    Parts without an id get one that is always the same for the same `place`.
    """
    if isinstance(block, StreamBlock):
        return [
            _part(block.child_blocks.get(part.get("type")), part, turn, f"{place}/{number}")
            for number, part in enumerate(value or [])
        ]
    if isinstance(block, ListBlock):
        return [
            _part(block.child_block, _wrapped(part), turn, f"{place}/{number}")
            for number, part in enumerate(value or [])
        ]
    if isinstance(block, StructBlock):
        parts = value if isinstance(value, dict) else {}
        return {
            name: turned(block.child_blocks[name], part, turn, f"{place}/{name}")
            if name in block.child_blocks
            else part
            for name, part in parts.items()
        }
    if isinstance(block, RichTextBlock):
        return turned_text(value, turn) if isinstance(value, str) else value
    if isinstance(block, ChooserBlock):
        return None if value in (None, "") else turn(block.model_class, value)
    return value


def _part(block: Block | None, part: dict[str, Any], turn: Turn, place: str) -> dict[str, Any]:
    name = part.get("id") or str(uuid.uuid5(NAMESPACE, place))
    # What no block of this release knows stays as it is: nothing shows it.
    value = turned(block, part.get("value"), turn, f"{place}/{name}") if block else part.get("value")
    return {**part, "id": name, "value": value}


def _wrapped(part: Any) -> dict[str, Any]:
    is_wrapped = isinstance(part, dict) and part.get("type") == "item" and "value" in part
    return part if is_wrapped else {"type": "item", "value": part}
