"""The headings of a body: an address for each, and an order that editors cannot break."""

import unicodedata
from typing import Any, TypedDict

from wagtail.blocks import StreamValue

from cms.blocks.targets import BulkBlock
from cms.blocks.text import HeadingBlock

# Before every id, so that a heading named "Content" cannot take the place of a part of the frame.
PREFIX = "s-"
LENGTH = 60
FIRST_LEVEL = 2


class Heading(TypedDict):
    """A heading as readers get it; level is 2 or 3, attributes are lang and dir."""

    id: str
    level: int
    text: str
    attributes: dict[str, str]


class Chapter(Heading):
    """A heading of the first level, with the subheadings below it."""

    parts: list[Heading]


def anchor(text: str) -> str:
    """What an id is made of: letters, their marks and numbers of every script, and hyphens."""
    kept = (
        sign if unicodedata.category(sign)[0] in "LMN" else " "
        for sign in unicodedata.normalize("NFC", text).lower()
        if unicodedata.category(sign) != "Cf"  # joiners, which nobody sees
    )
    words = "-".join("".join(kept).split())
    if len(words) > LENGTH:
        words = words[: LENGTH + 1].rpartition("-")[0] or words[:LENGTH]
    return words or "part"


def outline(body: StreamValue) -> dict[int, Heading]:
    """The headings of a body under their place in it.

    A subheading that has no heading above it stands one level higher, so no level is left out.
    Of equal headings the second gets "-2".
    """
    found: dict[int, Heading] = {}
    taken: dict[str, int] = {}  # names, each with the number after which its next one is looked for
    level = 0
    for place, child in enumerate(body):
        text = (child.value.get("text") or "").strip() if isinstance(child.block, HeadingBlock) else ""
        if not text:
            continue
        level = min(int(child.value.get("level") or FIRST_LEVEL), (level or FIRST_LEVEL - 1) + 1)
        words = name = anchor(text)
        number = taken.get(words, 0)
        while name in taken:
            number += 1
            name = f"{words}-{number}"
        taken[name], taken[words] = taken.get(name, 1), max(number, 1)
        found[place] = Heading(id=PREFIX + name, level=level, text=text, attributes=child.value.attributes)
    return found


def chapters(body: StreamValue) -> list[Chapter]:
    """The headings of a body, each with its subheadings: a table of contents."""
    found: list[Chapter] = []
    for heading in outline(body).values():
        if heading["level"] == FIRST_LEVEL:
            found.append(Chapter(**heading, parts=[]))
        else:
            found[-1]["parts"].append(heading)
    return found


class OutlinedBlock(BulkBlock):
    """The base of a body: its headings know their place among the others."""

    def get_api_representation(self, value: StreamValue, context: dict[str, Any] | None = None) -> Any:
        shapes = super().get_api_representation(value, context=context)
        for place, heading in outline(value).items() if value else ():
            shapes[place]["value"] |= {"level": heading["level"], "id": heading["id"]}
        return shapes
