"""Holds what the API says against the schemas that it gives out."""

import copy
from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator

from cms.api.schema.document import document
from cms.urls import api

HERE = "#/components/schemas/"
PROBLEM = "application/problem+json"


@cache
def _made() -> dict[str, Any]:
    return document(api.resources, "http://localhost")


def openapi() -> dict[str, Any]:
    """The document of the site's API; a copy, so that no test changes what another one reads."""
    return copy.deepcopy(_made())


@cache
def components(*, may_miss_keys: bool = False) -> dict[str, Any]:
    """The schemas of the document; on demand without the keys that must be there, as `fields` leaves them."""
    schemas: dict[str, Any] = openapi()["components"]["schemas"]
    for schema in schemas.values() if may_miss_keys else ():
        schema.pop("required", None)
    return schemas


def problems(name: str, value: object, components: dict[str, Any]) -> list[str]:
    """What of a value is not as the component of that name says: where, and why."""
    document = {"components": {"schemas": components}, "$ref": f"{HERE}{name}"}
    errors = Draft202012Validator(document).iter_errors(value)
    return [f"{'.'.join(map(str, ['$', *error.instance_path]))}: {error.message[:200]}" for error in errors]


def operations() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Every operation of the document by its name: its path, its method and what is said of it."""
    return {
        operation["operationId"]: (path, method, operation)
        for path, item in openapi()["paths"].items()
        for method, operation in item.items()
    }


def problems_of_answer(
    path: str, value: object, status: int = 200, *, method: str = "get", **query: object
) -> list[str]:
    """What of an answer is not as its operation says; path as in the document, such as /posts/{id}/."""
    answers = _made()["paths"][path][method]["responses"]
    schema = answers[str(status)]["content"][PROBLEM if status >= 400 else "application/json"]["schema"]
    return problems(schema["$ref"].removeprefix(HERE), value, components(may_miss_keys="fields" in query))


def problems_of_page(detail: object) -> list[str]:
    """What of a page's detail is not as the schemas say, whatever its kind."""
    return problems("AnyPage", detail, components())


def problems_of_body(body: list[dict[str, Any]]) -> list[str]:
    """What of a body is not as the schemas say: each block by that of its own type."""
    mapping = components()["BodyBlock"]["discriminator"]["mapping"]
    return [
        f"{block['type']}{problem[1:]}"
        for block in body
        for problem in problems(mapping[block["type"]].removeprefix(HERE), block, components())
    ]
