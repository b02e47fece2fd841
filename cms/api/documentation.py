"""The page that explains the API, made from the OpenAPI document: what its template shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cms.api.problems import KINDS, Kind
from cms.api.schema.words import (
    Word,
    address_words,
    alternatives,
    json_words,
    paragraphs,
    target,
    type_words,
    words,
)

BLOCK = ["type", "value", "id"]


@dataclass(frozen=True)
class Part:
    """A parameter, or a key of a shape."""

    name: str
    type: list[Word]
    text: list[Word] = field(default_factory=list)
    example: str = ""
    is_required: bool = False
    may_be_missing: bool = False
    anchor: str = ""


@dataclass(frozen=True)
class Call:
    """One operation."""

    name: str
    method: str
    path: str
    address: str
    summary: str
    paragraphs: list[list[Word]]
    parameters: list[Part]
    gives: list[Word]
    takes: list[Word]
    sent: str
    example: str
    # Whether it can be followed as it stands: it needs no parameter.
    is_link: bool


@dataclass(frozen=True)
class Resource:
    """The operations of one resource."""

    name: str
    summary: list[Word]
    calls: list[Call]


@dataclass(frozen=True)
class Shape:
    """A component: an object with its keys, or one of several things."""

    name: str
    anchor: str
    paragraphs: list[list[Word]]
    parts: list[Part]
    options: list[list[Word]] = field(default_factory=list)


@dataclass(frozen=True)
class Trouble:
    """A kind of problem."""

    name: str
    kind: Kind
    text: list[Word]


@dataclass(frozen=True)
class Documentation:
    """All that the page shows of a document."""

    document: Mapping[str, Any]

    @property
    def introduction(self) -> list[list[Word]]:
        return paragraphs(self.document["info"]["description"])

    @property
    def server(self) -> str:
        return str(self.document["servers"][0]["url"])

    @property
    def problems(self) -> list[Trouble]:
        return [Trouble(name, kind, words(kind.help)) for name, kind in KINDS.items()]

    @cached_property
    def resources(self) -> list[Resource]:
        return [
            Resource(tag["name"], words(tag["description"]), list(self._calls(tag["name"])))
            for tag in self.document["tags"]
        ]

    def _calls(self, resource: str) -> Iterator[Call]:
        for path, item in self.document["paths"].items():
            for method, operation in item.items():
                if resource in operation["tags"]:
                    yield self._call(path, method, operation)

    def _call(self, path: str, method: str, operation: Mapping[str, Any]) -> Call:
        known = operation["parameters"]
        given = next(_content(one) for status, one in operation["responses"].items() if status < "300")
        taken = _content(operation.get("requestBody"))
        return Call(
            name=operation["operationId"],
            method=method.upper(),
            path=path,
            address=f"{self.server}{path}",
            summary=operation["summary"],
            paragraphs=paragraphs(operation["description"]),
            parameters=[_parameter(parameter) for parameter in known],
            gives=type_words(given["schema"]),
            takes=type_words(taken["schema"]) if taken else [],
            sent=json_words(taken.get("example")),
            example=json_words(given.get("example")),
            is_link=method == "get" and not any(parameter["required"] for parameter in known),
        )

    @cached_property
    def blocks(self) -> list[Shape]:
        """The lists of blocks, each with the blocks that it holds."""
        return [
            Shape(f"{name}[]", f"shape-{name}", _text(union), [self._block(one) for one in union["oneOf"]])
            for name, union in self._unions.items()
        ]

    def _block(self, reference: Mapping[str, Any]) -> Part:
        name = target(reference)
        schema = self._all[name]
        kind, value = (schema["properties"][key] for key in ("type", "value"))
        text = words(schema.get("description", ""))
        return Part(kind["const"], type_words(value), text, anchor=f"shape-{name}")

    @cached_property
    def shapes(self) -> list[Shape]:
        """Everything that is no block."""
        blocks = {target(one) for union in self._unions.values() for one in union["oneOf"]}
        return [self._shape(name) for name in self._all if name not in {*blocks, *self._unions}]

    @property
    def _unions(self) -> dict[str, Any]:
        """The components of which each option is a block: it has a type, a value and an id."""
        return {name: schema for name, schema in self._all.items() if self._holds_blocks(schema)}

    def _holds_blocks(self, schema: Mapping[str, Any]) -> bool:
        options = [self._all[target(option)] for option in schema.get("oneOf", ())]
        return bool(options) and all(list(one.get("properties", ())) == BLOCK for one in options)

    @property
    def _all(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.document["components"]["schemas"]
        return found

    def _shape(self, name: str) -> Shape:
        schema = self._all[name]
        required = schema.get("required", ())
        parts = [
            Part(key, type_words(part), may_be_missing=key not in required)
            for key, part in schema.get("properties", {}).items()
        ]
        options = [type_words(option) for option in alternatives(schema)]
        return Shape(name, f"shape-{name}", _text(schema), parts, options)


def _text(schema: Mapping[str, Any]) -> list[list[Word]]:
    return paragraphs(schema.get("description", ""))


def _content(holder: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """What an answer or a request holds: its schema and an example."""
    return dict(next(iter(holder["content"].values()))) if holder else {}


def _parameter(parameter: Mapping[str, Any]) -> Part:
    schema = dict(parameter["schema"])
    schema.pop("enum", None)  # its description lists them
    if "items" in schema:
        schema["items"] = {key: part for key, part in schema["items"].items() if key != "enum"}
    return Part(
        parameter["name"],
        type_words(schema),
        words(parameter["description"]),
        address_words(parameter.get("example")),
        parameter["required"],
    )
