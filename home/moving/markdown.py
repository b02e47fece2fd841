"""Pages as people read them in any editor: Markdown with what a page says of itself at its head."""

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from django.db.models import Model
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.blocks.text import HeadingBlock
from cms.media.models import Document, Image

MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
LINE_STARTS = re.compile(r"^(\s*)([#>+\-]|\d+\.)(?=\s)", re.MULTILINE)


def path_of(page: Page) -> str:
    """Where a page's file lies in the archive: by its language and its address."""
    slugs = [re.sub(r"[^\w.\-]", "-", part) for part in page.url_path.strip("/").split("/")]
    return f"pages/{page.locale.language_code}/{'/'.join(slugs)}.{page.pk}.md"


def markdown_of(page: Any) -> str:
    head = {
        "title": page.title,
        "language": page.locale.language_code,
        "path": page.url_path,
        "state": "published" if page.live else "not published",
        "date": page.date.isoformat() if getattr(page, "date", None) else None,
        "author": page.byline.name if getattr(page, "byline", None) else None,
        "categories": sorted(each.name for each in page.categories.all()) if _has_categories(page) else None,
        "key": f"{page.translation_key}.{page.locale.language_code}",
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items() if value]
    upwards = "../" * path_of(page).count("/")
    parts = [f"# {page.title}", *(part.strip() for part in _parts_of(page, upwards))]
    return "\n".join(["---", *lines, "---", ""]) + "\n" + "\n\n".join(part for part in parts if part) + "\n"


def _has_categories(page: Page) -> bool:
    return hasattr(page, "categories")


def _parts_of(page: Any, upwards: str) -> Iterator[str]:
    if picture := getattr(page, "lead_picture", None):
        yield _upload(picture, upwards, page.lead_picture_caption)
    for name in getattr(page, "passage_fields", ()):
        field, value = page._meta.get_field(name), getattr(page, name)
        if isinstance(field, StreamField):
            yield from _parts(field.stream_block, value, upwards)
        elif isinstance(field, RichTextField):
            yield text(value)
        elif isinstance(value, str) and name != "lead_picture_caption":
            yield _plain(value)


def _parts(block: Block, value: Any, upwards: str) -> Iterator[str]:
    """What a block says, a paragraph each; settings such as choices are in the JSON alone."""
    if isinstance(block, StreamBlock | ListBlock):
        children = value if isinstance(block, StreamBlock) else value.bound_blocks
        for child in children:
            yield from _parts(child.block, child.value, upwards)
    elif isinstance(block, HeadingBlock):
        words = value if isinstance(value, str) else next(iter(value.values()), "")
        yield f"## {words}"
    elif isinstance(block, RichTextBlock):
        yield text(value.source if value else "")
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _parts(child, value.get(name), upwards)
    elif isinstance(value, Image | Document):
        yield _upload(value, upwards)
    elif isinstance(value, Model):
        yield _plain(str(value))
    elif isinstance(value, str) and getattr(block, "search_index", True):
        yield _plain(value)


def _upload(upload: Any, upwards: str, caption: str = "") -> str:
    is_picture = isinstance(upload, Image)
    words = (upload.description if is_picture else upload.title).replace("[", "(").replace("]", ")")
    link = f"{'!' if is_picture else ''}[{words}]({upwards}media/{PurePosixPath(upload.file.name)})"
    return f"{link}\n\n{_plain(caption)}"


def _plain(words: str) -> str:
    return LINE_STARTS.sub(r"\1\\\2", words.strip())


def text(html: str) -> str:
    """A rich text as Markdown: paragraphs, lists, bold and italic words; links keep where they lead."""
    return "\n\n".join(part for part in map(_block, BeautifulSoup(html, "lxml").body or []) if part)


def _block(element: Any) -> str:
    if isinstance(element, Tag) and element.name in ("ul", "ol"):
        starts = "1." if element.name == "ol" else "-"
        return "\n".join(
            f"{starts} {_words(item).strip()}" for item in element.find_all("li", recursive=False)
        )
    return _words(element).strip()


def _words(element: Any) -> str:
    if isinstance(element, NavigableString):
        return str(element)
    if element.name == "br":
        return "  \n"
    words = "".join(_words(child) for child in element.children)
    if element.name == "a" and (target := element.get("href")):
        return f"[{words}]({target})"
    mark = MARKS.get(element.name, "") if words.strip() else ""
    return f"{mark}{words}{mark}"
