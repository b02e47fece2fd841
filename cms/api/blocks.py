"""JSON Schemas (2020-12) of the API's shapes, made from their classes and from those of the blocks.

A block names the shape of its value as `api_shape`; one without that and without a JSON of its own has the
shape that its parts make.
"""

from dataclasses import dataclass
from functools import cache
from inspect import cleandoc
from typing import Annotated, Any, Literal, Union

from django.core.exceptions import ImproperlyConfigured
from pydantic import Field, GetCoreSchemaHandler, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema
from typing_extensions import TypeAliasType, TypedDict
from wagtail import blocks

REFERENCE = "#/components/schemas/{model}"
FIRST = ("id", "meta", "title")
# The JSON of Wagtail's own blocks; a draft, or a block that had not this part yet, holds null.
PLAIN: dict[type[blocks.Block], Any] = {
    blocks.CharBlock: str | None,
    blocks.TextBlock: str | None,
    blocks.URLBlock: str | None,
    blocks.EmailBlock: str | None,
    blocks.ChoiceBlock: str | None,
    blocks.BooleanBlock: bool,
    blocks.IntegerBlock: int | None,
    blocks.FloatBlock: float | None,
}


class Schemas(GenerateJsonSchema):
    """Schemas that say all: no keys but the named ones, and no titles that repeat a name."""

    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> JsonSchemaValue:
        made = super().typed_dict_schema(schema)
        parts = made["properties"]
        if "meta" in parts:  # as answers have them
            parts = {**{key: parts[key] for key in FIRST if key in parts}, **parts}
        required = [key for key in parts if key in made.get("required", ())]
        return {**made, "properties": parts, "required": required, "additionalProperties": False}

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def shape_schemas(*shapes: Any) -> dict[str, JsonSchemaValue]:
    """The components of some shapes and of all that they are made of, under their names.

    A shape is a TypedDict of typing_extensions or a TypeAliasType: what has a name.
    """
    return schemas_and_components(*shapes)[1]


def schemas_and_components(*shapes: Any) -> tuple[list[JsonSchemaValue], dict[str, JsonSchemaValue]]:
    """The schema of each of some types, and the components that they refer to, by name."""
    adapters = [(place, "serialization", TypeAdapter(shape)) for place, shape in enumerate(shapes)]
    schemas, document = TypeAdapter.json_schemas(adapters, ref_template=REFERENCE, schema_generator=Schemas)  # type: ignore[arg-type]  # its tuple's literal is not inferred
    found: dict[str, JsonSchemaValue] = document.get("$defs", {})
    components = {
        name: {key: part for key, part in found[name].items() if key != "title"} for name in sorted(found)
    }
    return [schemas[key] for key in schemas], components


def block_schemas(stream_block: blocks.StreamBlock) -> dict[str, JsonSchemaValue]:
    """The components of a stream: the union under the name of its class, its blocks, and their shapes.

    The block `fact_box` is FactBoxBlock: type, value and id. Raises ImproperlyConfigured for a block
    that does not say what it is.
    """
    return shape_schemas(union_of(stream_block))


@dataclass(frozen=True)
class BlocksOf:
    """Says what a list of blocks holds: body: Annotated[list[Any], BlocksOf(BodyBlock)]."""

    stream_block: type[blocks.StreamBlock]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        kind: Any = self.stream_block
        return handler.generate_schema(list[_union_of(kind)])  # type: ignore[misc]  # made at run time


@cache
def _union_of(stream_block: type[blocks.StreamBlock]) -> Any:
    """One and the same type for all that hold these blocks: what is made twice has two names."""
    return union_of(stream_block())


def union_of(stream_block: blocks.StreamBlock) -> Any:
    """The type of one block of a stream: one of them all, told apart by `type`."""
    members = [_member(name, block) for name, block in stream_block.child_blocks.items()]
    words = cleandoc(type(stream_block).__doc__ or "")
    union: Any = Annotated[Union[tuple(members)], Field(discriminator="type", description=words)]  # noqa: UP007  # made at run time
    return TypeAliasType(type(stream_block).__name__, union)


def shape_of(block: blocks.Block) -> Any:
    """The type of a block's value in the API. Raises ImproperlyConfigured where nobody can know it."""
    declared = getattr(block, "api_shape", None)
    if declared is not None:
        return declared
    if isinstance(block, blocks.ListBlock):
        return list[shape_of(block.child_block)]  # type: ignore[misc]  # made at run time
    if isinstance(block, blocks.StreamBlock):
        return list[union_of(block)]  # type: ignore[misc]  # made at run time
    if isinstance(block, blocks.StructBlock) and _has_wagtails_json(block, blocks.StructBlock):
        name = f"{type(block).__name__.removesuffix('Block')}Shape"
        parts = {key: shape_of(part) for key, part in block.child_blocks.items()}
        return _typed(name, parts, block)
    for kind, plain in PLAIN.items():
        if isinstance(block, kind) and _has_wagtails_json(block, kind):
            return plain
    raise ImproperlyConfigured(
        f"{type(block).__name__} ({block.name}) needs an api_shape: the TypedDict of its value in the API."
    )


def _has_wagtails_json(block: blocks.Block, kind: type[blocks.Block]) -> bool:
    return type(block).get_api_representation is kind.get_api_representation


def _member(name: str, block: blocks.Block) -> Any:
    words = "".join(part.title() for part in name.split("_"))
    return _typed(f"{words}Block", {"type": Literal[name], "value": shape_of(block), "id": str}, block)


def _typed(name: str, parts: dict[str, Any], block: blocks.Block) -> Any:
    shape: Any = TypedDict(name, parts)  # type: ignore[misc]  # made at run time
    shape.__doc__ = type(block).__doc__
    return shape
