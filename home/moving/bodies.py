"""References inside texts and bodies, written as keys or as numbers of rows."""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from wagtail.blocks import (
    Block,
    ChooserBlock,
    FieldBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.models import Page

from cms.media.models import Document, Image
from home.moving.keys import MovingError
from home.moving.typed import typed_leaf, typed_table, typed_text

TAG = re.compile(r"<(?:a|embed)\b[^>]*>")
KIND = re.compile(r'\b(?:linktype|embedtype)="(page|document|image)"')
NUMBER = re.compile(r'\bid="([^"]*)"')
LINKED: dict[str, type[Model]] = {"page": Page, "document": Document, "image": Image}
# What a link says whose page was deleted: no row has this number, and no thing this key.
NOWHERE = "0"
PART = re.compile(r"[\w\-]{1,64}")
NAMESPACE = uuid.UUID("6f2d8f4e-2f0b-4d1c-9a55-0c6c1b0b7e11")


@dataclass(frozen=True)
class Turn:
    """One way: `there` gives what stands for a reference on the other side, None where it leads nowhere.

    On the way in, everything is as if an editor had typed it; `cleaned` gets the places of texts that were
    something more.
    """

    there: Callable[[type[Model], Any], Any]
    is_inward: bool = False
    cleaned: list[str] = field(default_factory=list)

    def text(self, html: Any, features: list[str] | None, place: str) -> Any:
        """A rich text with its links turned."""
        if not self.is_inward:
            return turned_text(html, self) if isinstance(html, str) else html
        if not isinstance(html, str):
            raise MovingError(f"holds in {place} a text that is none.")
        own = turned_text(html, self)
        clean = typed_text(own, features)
        if clean != own:
            self.cleaned.append(place)
        return clean


def turned_text(html: str, turn: Turn) -> str:
    """A rich text with its links turned."""

    def tag(match: re.Match[str]) -> str:
        kind = KIND.search(match[0])
        if not kind:
            return match[0]

        def number(found: re.Match[str]) -> str:
            there = None if found[1] == NOWHERE else turn.there(LINKED[kind[1]], found[1])
            return f'id="{NOWHERE if there is None else there}"'

        return NUMBER.sub(number, match[0], count=1)

    return TAG.sub(tag, html)


def turned(block: Block, value: Any, turn: Turn, place: str) -> Any:
    """The stored form of a block's value with its references turned.

    Parts without an id get one that is always the same for the same `place`. What no block of this release
    knows stays behind, since nothing shows it; on the way in it is refused.
    """
    if isinstance(block, StreamBlock | ListBlock):
        if turn.is_inward and not isinstance(value, list | None):
            raise MovingError(f"holds in {place} what is no list of blocks.")
        known = enumerate(_parts(block, value or [], turn, place))
        return [_part(own, part, turn, f"{place}/{number}") for number, (own, part) in known]
    if isinstance(block, StructBlock):
        if turn.is_inward and not isinstance(value, dict):
            raise MovingError(f"holds in {place} what is no block.")
        parts = value if isinstance(value, dict) else {}
        return {
            name: turned(block.child_blocks[name], part, turn, f"{place}/{name}")
            for name, part in parts.items()
            if _is_known(name, block, turn, place)
        }
    if isinstance(block, RichTextBlock):
        return value if value is None else turn.text(value, block.features, place)
    if isinstance(block, ChooserBlock):
        return None if value in (None, "") else turn.there(block.model_class, value)
    if turn.is_inward and isinstance(block, TypedTableBlock):
        return typed_table(block, value, place)
    if turn.is_inward and isinstance(block, FieldBlock):
        return typed_leaf(block, value, place)
    return value


def _parts(
    block: StreamBlock | ListBlock, value: list[Any], turn: Turn, place: str
) -> Iterator[tuple[Block, dict[str, Any]]]:
    for part in value:
        if isinstance(block, ListBlock):
            yield block.child_block, _wrapped(part)
        elif _is_known(part.get("type"), block, turn, place):
            yield block.child_blocks[part["type"]], part


def _is_known(name: Any, block: StreamBlock | StructBlock, turn: Turn, place: str) -> bool:
    is_known = isinstance(name, str) and name in block.child_blocks
    if turn.is_inward and not is_known:
        raise MovingError(f"holds in {place} a part {name!r}, which this release does not know.")
    return is_known


def _part(block: Block, part: dict[str, Any], turn: Turn, place: str) -> dict[str, Any]:
    name = str(part.get("id") or uuid.uuid5(NAMESPACE, place))
    if turn.is_inward and not PART.fullmatch(name):
        raise MovingError(f"holds in {place} a part whose id is none.")
    value = turned(block, part.get("value"), turn, f"{place}/{name}" if not turn.is_inward else place)
    return {"type": part["type"], "value": value, "id": name}


def _wrapped(part: Any) -> dict[str, Any]:
    is_wrapped = isinstance(part, dict) and part.get("type") == "item" and "value" in part
    return part if is_wrapped else {"type": "item", "value": part}
