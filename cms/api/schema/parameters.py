"""The parameters of an action as OpenAPI describes them."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.conf import settings

from cms.api.blocks import REFERENCE
from cms.api.page_shapes import LocaleCode
from cms.api.parameters import HIGHEST_ID, MOST_VALUES, Parameter
from cms.api.selection import keys_of

PATH_ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "The id of the thing, as lists name it.",
    "schema": {"type": "integer", "minimum": 1, "maximum": HIGHEST_ID},
}


def parameters(known: Mapping[str, Parameter], shapes: Collection[type]) -> list[dict[str, Any]]:
    """All parameters of an action; `shapes` are those that `fields` chooses from."""
    return [_parameter(name, one, shapes) for name, one in known.items()]


def _parameter(name: str, parameter: Parameter, shapes: Collection[type]) -> dict[str, Any]:
    schema = dict(parameter.schema)
    if parameter.choices == [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]:
        schema = {"$ref": REFERENCE.format(model=LocaleCode.__name__)}
    if name == "fields":
        schema["pattern"] = _pattern_of_fields(dict.fromkeys(key for one in shapes for key in keys_of(one)))
    if parameter.several:
        schema = {"type": "array", "items": schema, "minItems": 1, "maxItems": MOST_VALUES}
    found: dict[str, Any] = {
        "name": name,
        "in": "query",
        "required": parameter.required,
        "description": _words(parameter),
        "schema": schema,
    }
    if parameter.several:
        found |= {"style": "form", "explode": True}
    return found


def _words(parameter: Parameter) -> str:
    takes = f"{parameter.takes}."
    return f"{parameter.means} Takes {takes}" if parameter.means else f"{takes[:1].upper()}{takes[1:]}"


def _pattern_of_fields(names: Iterable[str]) -> str:
    name = "|".join(map(re.escape, names))
    return rf"^(_|\*|-?({name}))(,(\*|-?({name})))*$"
