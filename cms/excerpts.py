"""Short texts made from long ones."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.text import Truncator
from wagtail.blocks import StreamValue, StructValue

from cms.blocks.text import TextBlock
from cms.passages import of_block

LENGTH = 220
CHINESE_LENGTH = 90
CHINESE = re.compile(r"[\u3400-\u9fff]")


def excerpt_of(body: StreamValue) -> str:
    """The first words of a body: its first paragraphs in the page's own language, else any text.

    Gives at most 220 characters, 90 where the text is mostly Chinese.
    """
    texts = [child for child in body if isinstance(child.block, TextBlock)]
    own = [child for child in texts if not child.value.get("language")] or texts
    source = _words_of(own[:3]) or " ".join(_summary(child.value) for child in body).strip()
    return shortened(source or _words_of(body))


def _words_of(blocks: Iterable[Any]) -> str:
    return " ".join(str(part) for child in blocks for part in of_block(child.block, child.value, ""))


def _summary(value: object) -> str:
    """The summary that an editor wrote of a document or petition."""
    return value.get("summary") or "" if isinstance(value, StructValue) else ""


def shortened(text: str) -> str:
    """The text in one line, cut at the end of a word where it is too long for a card."""
    text = " ".join(text.split())
    is_chinese = len(CHINESE.findall(text[:LENGTH])) > LENGTH // 6
    if is_chinese:
        return Truncator(text).chars(CHINESE_LENGTH)
    if len(text) <= LENGTH:
        return text
    return text[:LENGTH].rsplit(" ", 1)[0].rstrip(",;:.،؛۔") + "…"
