"""Texts and types in words, as the documentation of the API shows them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# JavaScript has one kind of numbers.
PLAIN = {"integer": "number"}
CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Word:
    """A part of a text or a type: words, code, or the name of a shape, to which `target` leads."""

    text: str
    is_code: bool = False
    target: str = ""


def words(text: str) -> list[Word]:
    """A text, with what stands between backticks as code."""
    parts = CODE.split(text)
    return [Word(part, is_code=bool(place % 2)) for place, part in enumerate(parts) if part]


def paragraphs(text: str) -> list[list[Word]]:
    """A docstring."""
    return [words(" ".join(part.split())) for part in text.split("\n\n") if part.strip()]


def type_words(schema: Mapping[str, Any]) -> list[Word]:
    """A schema as TypeScript writes the type."""
    return list(_type(schema))


def alternatives(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The schemas of which a value fits one; none where there is one alone."""
    options: list[Mapping[str, Any]] = schema.get("oneOf") or schema.get("anyOf") or []
    return options or [{"const": value} for value in schema.get("enum", ())]


def target(schema: Mapping[str, Any]) -> str:
    """The name of the component that a schema refers to, if it does."""
    return str(schema.get("$ref", "")).rpartition("/")[2]


def json_words(example: Any) -> str:
    """An example as JSON to read; empty where there is none."""
    return "" if example is None else json.dumps(example, ensure_ascii=False, indent=2)


def address_words(example: Any) -> str:
    """The value of a parameter as it stands in an address; empty where there is none."""
    return ",".join(map(str, example)) if isinstance(example, list) else str(example or "")


def _type(schema: Mapping[str, Any]) -> Iterator[Word]:
    """A type as TypeScript writes it."""
    if "$ref" in schema:
        name = target(schema)
        yield Word(name, is_code=True, target=f"shape-{name}")
    elif "const" in schema:
        yield Word(f'"{schema["const"]}"', is_code=True)
    elif options := alternatives(schema):
        for place, option in enumerate(options):
            if place:
                yield Word(" | ")
            yield from _type(option)
    elif schema["type"] == "array":
        is_one = not alternatives(schema["items"])
        yield from _type(schema["items"]) if is_one else (Word("("), *_type(schema["items"]), Word(")"))
        yield Word("[]")
    else:
        yield Word(PLAIN.get(schema["type"], schema["type"]), is_code=True)
        if "format" in schema:
            yield Word(f" ({schema['format']})")
