"""What is read of a page, cut where the language changes: what search, excerpts and reading times work on.

A block whose parts are not simply read one after the other says so itself, in a method
`get_passages(value, language)`; `of_parts` gives it the rule for all others.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Manager, Model
from django.utils.html import strip_tags
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField

BREAK = re.compile(r"</?(?:p|li|ul|ol|h\d|blockquote|br|hr)\b[^>]*>", re.IGNORECASE)
# Other spaces stay as they are: one that does not break holds a number together.
SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True)
class Passage:
    """A text without markup in one language, a line for each paragraph, cell or item.

    `language` is a code of the settings' languages, such as zh-hant.
    """

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


def merged(passages: Iterable[Passage]) -> list[Passage]:
    """Neighbours in the same language as one, a line for each: "37" above "500 people" is not 37,500."""
    groups = groupby(passages, key=lambda passage: passage.language)
    return [Passage("\n".join(map(str, group)), language) for language, group in groups]


def of_text(text: str, language: str) -> Iterator[Passage]:
    """A text that was typed; nothing where it is empty."""
    lines = (SPACES.sub(" ", line).strip() for line in text.splitlines())
    if words := "\n".join(line for line in lines if line):
        yield Passage(words, language)


def plain_text(markup: str) -> str:
    """The words of an HTML text, a line for each paragraph and item, entities as the signs they mean."""
    lines = BREAK.sub("\n", SPACES.sub(" ", markup))
    return "".join(map(str, of_text(html.unescape(strip_tags(lines)), "")))


def of_html(markup: str, language: str) -> Iterator[Passage]:
    """The words of an HTML text; nothing where there are none."""
    return of_text(plain_text(markup), language)


def of_block(block: Block, value: Any, language: str) -> Iterator[Passage]:
    """What is read of a block; in `language`, that of its page, where it names none."""
    if not value or not getattr(block, "search_index", True):
        return iter(())
    if hasattr(block, "get_passages"):
        found: Iterator[Passage] = block.get_passages(value, language)
        return found
    return of_parts(block, value, language)


def of_parts(block: Block, value: Any, language: str) -> Iterator[Passage]:
    """What is read of the parts of a block, one after the other, or of a field."""
    parts: Iterable[tuple[Block, Any]] = ()
    if isinstance(block, StreamBlock):
        parts = ((child.block, child.value) for child in value)
    elif isinstance(block, ListBlock):
        parts = ((block.child_block, item) for item in value)
    elif isinstance(block, StructBlock):
        parts = ((part, value.get(name)) for name, part in block.child_blocks.items())
    elif isinstance(block, RichTextBlock):
        yield from of_html(value.source, language)
    else:
        for text in block.get_searchable_content(value):
            yield from of_text(text, language)
    for part, own in parts:
        yield from of_block(part, own, language)


def of_field(instance: Model, name: str, language: str) -> Iterator[Passage]:
    """What is read of a field of a page; of a relation the names."""
    field, value = instance._meta.get_field(name), getattr(instance, name)
    if isinstance(field, StreamField):
        yield from of_block(field.stream_block, value, language)
    elif isinstance(field, RichTextField):
        yield from of_html(value, language)
    else:
        for item in value.all() if isinstance(value, Manager) else [value or ""]:
            yield from of_text(str(item), language)


def load_streams(instances: Sequence[Model]) -> None:
    """Loads what the bodies of many objects of one model name, in as many queries as for one of them."""
    for field in instances[0]._meta.fields if instances else ():
        if isinstance(field, StreamField):
            _load_stream(field, instances)


def _load_stream(field: StreamField, instances: Sequence[Model]) -> None:
    block: StreamBlock = field.stream_block
    streams = block.bulk_to_python([list(getattr(item, field.name).raw_data) for item in instances])
    for item, stream in zip(instances, streams, strict=True):
        setattr(item, field.name, stream)
