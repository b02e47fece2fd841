"""Types that only the schema needs: lists, items with includes, and the kinds of pages told apart."""

from collections.abc import Mapping
from functools import cache
from inspect import cleandoc
from typing import Annotated, Any, Literal, NotRequired, Union, get_type_hints

from pydantic import Field
from typing_extensions import TypeAliasType, TypedDict
from wagtail.models import Page

ANY_PAGE = "AnyPage"


class ListMeta(TypedDict):
    """How many there are in all, beside those that came."""

    total_count: int


def shape_named(name: str, doc: str, parts: Mapping[str, Any]) -> Any:
    """A TypedDict made at run time."""
    shape: Any = TypedDict(name, dict(parts))  # type: ignore[misc]  # made at run time
    shape.__doc__ = doc
    return shape


def parts_of(shape: Any) -> dict[str, Any]:
    """The types of a TypedDict's keys, with what they are annotated with."""
    return get_type_hints(shape, include_extras=True)


@cache
def list_of(thing: str, item: Any) -> Any:
    """What a list answers: PostList for a Post."""
    return shape_named(f"{thing}List", f"A part of a list: {thing}.", {"meta": ListMeta, "items": list[item]})


@cache
def with_includes(thing: str, card: Any, detail: Any, includable: tuple[str, ...]) -> Any:
    """The item of a list, with the keys that `include` adds: PostItem for a Post."""
    detailed = parts_of(detail)
    more = {key: NotRequired[detailed[key]] for key in includable}
    keys = " and ".join(f"`{key}`" for key in includable)
    doc = f"{cleandoc(card.__doc__)}\n\n{keys} come with `include` alone."
    return shape_named(f"{thing}Item", doc, {**parts_of(card), **more})


@cache
def detail_of_kind(model: type[Page], shape: Any) -> Any:
    """The detail of one kind of page, which its `meta.type` tells from the others."""
    parts = parts_of(shape)
    meta = parts["meta"]
    own = {**parts_of(meta), "type": Literal[model._meta.label]}
    name = f"{model.__name__}Meta"
    return shape_named(shape.__name__, shape.__doc__, {**parts, "meta": shape_named(name, meta.__doc__, own)})


def any_page(shapes: Mapping[Any, Any]) -> Any:
    """The detail of a page of any of some kinds."""
    details = tuple(detail_of_kind(model, shape) for model, shape in shapes.items())
    return _union(details) if len(details) > 1 else details[0]


@cache
def _union(members: tuple[Any, ...]) -> Any:
    union: Any = Annotated[Union[members], Field(json_schema_extra=_exactly_one)]  # noqa: UP007  # made at run time
    return TypeAliasType(ANY_PAGE, union)


def _exactly_one(schema: dict[str, Any]) -> None:
    schema["oneOf"] = schema.pop("anyOf")
    schema["description"] = "A page with all that its kind holds; `meta.type` tells the kinds apart."
