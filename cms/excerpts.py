"""Short texts made from long ones."""

import html
import re

from django.utils.html import strip_tags
from django.utils.text import Truncator
from wagtail.blocks import StreamValue, StructValue

from cms.blocks.text import TextBlock

LENGTH = 220
CHINESE_LENGTH = 90
CHINESE = re.compile(r"[\u3400-\u9fff]")


def excerpt_of(body: StreamValue) -> str:
    """The first words of a body: its first paragraphs in the page's own language, else any text.

    Gives at most 220 characters, 90 where the text is mostly Chinese.
    """
    texts = [child for child in body if isinstance(child.block, TextBlock)]
    own = [child for child in texts if not child.value.get("language")] or texts
    source = " ".join(plain_text(child.value["text"].source) for child in own[:3])
    if not source:
        source = " ".join(_summary(child.value) for child in body).strip()
    if not source:
        parts = (text for child in body for text in child.block.get_searchable_content(child.value))
        source = " ".join(" ".join(parts).split())
    return shortened(source)


def _summary(value: object) -> str:
    """The summary that an editor wrote of a document or petition."""
    return value.get("summary") or "" if isinstance(value, StructValue) else ""


def plain_text(text: str) -> str:
    """The words of an HTML text in one line, its entities as the signs that they mean."""
    spaced = re.sub(r"(</p>|</li>|<br/?>)", r"\1 ", text)
    return re.sub(r"\s+", " ", html.unescape(strip_tags(spaced))).strip()


def shortened(text: str) -> str:
    """The text, cut at the end of a word where it is too long for a card."""
    is_chinese = len(CHINESE.findall(text[:LENGTH])) > LENGTH // 6
    if is_chinese:
        return Truncator(text).chars(CHINESE_LENGTH)
    if len(text) <= LENGTH:
        return text
    return text[:LENGTH].rsplit(" ", 1)[0].rstrip(",;:.،؛۔") + "…"
