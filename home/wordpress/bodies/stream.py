"""Parts as the body's field stores them: blocks with ids that are equal after each run."""

import json
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from cms.blocks.headings import PREFIX, anchor
from home.wordpress.bodies.languages import language_of
from home.wordpress.bodies.lines import (
    Anchors,
    Block,
    Line,
    Paragraph,
    Part,
    Words,
    html_of,
    text_of,
    text_of_line,
)

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://wordpress.org/body")
# What editors can write into each place: see cms/blocks.
LONGEST_HEADING = 200
LONGEST_QUOTATION = 600
LONGEST_SPEAKER = 120
LONGEST_CAPTION = 300
LONGEST_ALT = 255
LONGEST_TITLE = 200
LONGEST_SUMMARY = 400
MOST_PICTURES = 24
FEWEST_PICTURES = 2
# So much must stand in a line for it to become a paragraph in a language of its own.
TELLING = re.compile(r"(?:[^\W\d_]+\W+){3}|[\u3400-\u9fff]{4}")


def raw_stream(parts: list[Part], language: str, anchors: Anchors) -> list[dict[str, Any]]:
    """Words of one language in one block of text, other blocks between them."""
    body: list[dict[str, Any]] = []
    run: list[Words] = []
    run_language = ""

    def end_run() -> None:
        if run:
            html = "".join(html_of(words, anchors) for words in run)
            body.append(_block("text", {"language": run_language, "text": html}, len(body)))
            run.clear()

    for part in parts:
        if isinstance(part, Block):
            end_run()
            body.append(_block(part.kind, _with_language(part, language), len(body)))
            continue
        for words in _by_language(part, language):
            found = language_of(text_of(words), language)
            if found is not None and run and found != run_language:
                end_run()
            if not run:
                run_language = found or ""
            run.append(words)
    end_run()
    return body


def _with_language(block: Block, language: str) -> dict[str, Any]:
    if block.kind not in ("heading", "quotation"):
        return block.value
    return {"language": language_of(block.value["text"], language) or "", **block.value}


def _by_language(words: Words, language: str) -> Iterator[Words]:
    """A paragraph; where its lines are in several languages, a paragraph for each."""
    if not isinstance(words, Paragraph) or len(words.lines) < 2:
        yield words
        return
    told: list[tuple[str, Line]] = []
    for line in words.lines:
        text = text_of_line(line)
        found = language_of(text, language) if TELLING.search(text) else None
        told.append((found if found is not None else told[-1][0] if told else "?", line))
    first = next((found for found, _line in told if found != "?"), "")
    for _found, lines in groupby(told, key=lambda each: first if each[0] == "?" else each[0]):
        yield Paragraph([line for _same, line in lines])


def _block(kind: str, value: dict[str, Any], place: int) -> dict[str, Any]:
    said = json.dumps(value, sort_keys=True, ensure_ascii=False)
    found = uuid.uuid5(NAMESPACE, f"{place} {kind} {said}")
    if kind == "gallery":
        value = {**value, "pictures": [_item(found, *each) for each in enumerate(value["pictures"])]}
    return {"type": kind, "value": value, "id": str(found)}


def _item(gallery: uuid.UUID, place: int, picture: dict[str, Any]) -> dict[str, Any]:
    return {"type": "item", "value": picture, "id": str(uuid.uuid5(gallery, str(place)))}


def heading_ids(parts: list[Part]) -> dict[int, str]:
    """The ids that headings get, as cms/blocks/headings.py gives them, under the identity of each."""
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    ids = {}
    for part in parts:
        if not isinstance(part, Block) or part.kind != "heading":
            continue
        words = name = anchor(part.value["text"])
        while name in taken:
            numbers[words] += 1
            name = f"{words}-{numbers[words] + 1}"
        taken.add(name)
        ids[id(part)] = PREFIX + name
    return ids
