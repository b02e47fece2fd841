"""What comes out of an archive is as if an editor had typed it: by the editor's converter and validators."""

import re
from functools import lru_cache
from html import unescape
from typing import Any

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db.models import CharField, Field, FileField, TextField
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import FieldBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.rich_text import features as known_features

from home.moving.keys import MovingError

BLOCK_KEY = re.compile(r' data-block-key="\w*"')
# What may differ between two ways to write the same text, and nothing else.
SAME = ((BLOCK_KEY, ""), (re.compile(r"(</?)strong>"), r"\1b>"), (re.compile(r"(</?)em>"), r"\1i>"))
# The converter looks at what a link leads to, which may not be written yet: no row has a number so large.
LINK, FAR = re.compile(r'(<a linktype="(?:page|document)" id=")(\d{1,31})(?=")'), 10**30
TOKEN = re.compile(r"<[^<>]+>|[^<]+")


def typed_text(html: Any, features: list[str] | None) -> str:
    """A rich text without what the editor would not have kept; the very same where there is nothing such."""
    if not isinstance(html, str):
        raise MovingError("holds a text that is none.")
    if not html.strip():
        return ""
    try:
        clean = _typed(html, features)
    except AssertionError:  # what is opened and never closed
        clean = _typed(str(BeautifulSoup(html, "html.parser")), features)
    return html if _is_as_typed(html, clean) else clean


def typed_leaf(block: FieldBlock, value: Any, place: str) -> Any:
    """The value of a block without parts. An empty one may stand where the editor would ask for more."""
    if value is None or value == "" or value is False:
        return value
    try:
        cleaned = block.get_prep_value(block.clean(block.to_python(value)))
    except ValidationError as error:
        raise MovingError(f"holds in {place} what the editor refuses: {' '.join(error.messages)}") from None
    if isinstance(value, bool) is not isinstance(cleaned, bool) or not isinstance(value, str | bool | int):
        raise MovingError(f"holds in {place} what is no such value.")
    return value


def typed_table(block: TypedTableBlock, table: Any, place: str) -> Any:
    """A table whose every row has a cell for each column."""
    if table is None:
        return None
    texts = [table.get("caption") or "", *(column.get("heading") or "" for column in table["columns"])]
    kinds = [block.child_blocks.get(column["type"]) for column in table["columns"]]
    rows = [row["values"] for row in table["rows"]]
    if not all(isinstance(text, str) for text in texts) or None in kinds:
        raise MovingError(f"holds in {place} a table with a column that is none.")
    for cells in rows:
        if not isinstance(cells, list) or len(cells) != len(kinds):
            raise MovingError(f"holds in {place} a table whose rows are not as wide as its head.")
        for cell, kind in zip(cells, kinds, strict=True):
            typed_leaf(kind, cell, place)
    return table


def typed_field(field: Field[Any, Any], value: Any) -> Any:
    """A field's value as a row holds it; empty ones may stand where a form would ask for more."""
    is_words = isinstance(field, CharField | TextField | FileField)
    if (is_words and not isinstance(value, str | None)) or (value is None and not field.null):
        raise MovingError(f"holds in “{field.name}” what is no such value.")
    try:
        cleaned = field.to_python(value)
        if cleaned not in field.empty_values:
            if field.choices and cleaned not in {choice for choice, _ in field.flatchoices}:
                raise MovingError(f"holds in “{field.name}” {value!r}, which cannot be chosen there.")
            field.run_validators(cleaned)
    except ValidationError as error:
        words = " ".join(error.messages)
        raise MovingError(f"holds in “{field.name}” what cannot be stored: {words}") from None
    return cleaned


def _typed(html: str, features: list[str] | None) -> str:
    converter = _converter(tuple(known_features.get_default_features() if features is None else features))
    there = LINK.sub(lambda link: f"{link[1]}{FAR + int(link[2])}", html)
    clean = converter.to_database_format(converter.from_database_format(there))
    return BLOCK_KEY.sub("", LINK.sub(lambda link: f"{link[1]}{int(link[2]) % FAR}", clean))


@lru_cache
def _converter(features: tuple[str, ...]) -> ContentstateConverter:
    return ContentstateConverter(list(features))


def _is_as_typed(html: str, clean: str) -> bool:
    """Whether a text has the words of the clean one and no tag that this has not, each closed.

    Spaces and marks may be arranged in another way, as those who write without the editor do.
    """
    for pattern, same in SAME:
        html, clean = pattern.sub(same, html), pattern.sub(same, clean)
    tokens, wanted = TOKEN.findall(html), TOKEN.findall(clean)
    tags, around = [token for token in tokens if token[0] == "<"], list[str]()
    if "".join(tokens) != html or not set(tags) <= set(wanted) or _words(tokens) != _words(wanted):
        return False
    for tag in tags:
        name = tag.strip("</>").split()[0]
        if tag.startswith("</") and (not around or around.pop() != name):
            return False
        if not tag.startswith("</") and not tag.endswith("/>"):
            if name in around and name in ("a", "p"):
                return False
            around.append(name)
    return not around


def _words(tokens: list[str]) -> str:
    return "".join(unescape("".join(token for token in tokens if token[0] != "<")).split())
