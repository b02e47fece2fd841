"""Holds what the API says against the schemas that it gives out."""

from typing import Any

from jsonschema import Draft202012Validator

from blog.blocks import BodyBlock
from cms.api.blocks import block_schemas


def problems(name: str, value: object, components: dict[str, Any]) -> list[str]:
    """What of a value is not as the component of that name says: where, and why."""
    document = {"components": {"schemas": components}, "$ref": f"#/components/schemas/{name}"}
    errors = Draft202012Validator(document).iter_errors(value)
    return [f"{error.json_path}: {error.message[:200]}" for error in errors]


def problems_of_body(body: list[dict[str, Any]]) -> list[str]:
    """What of a body is not as the schemas say: each block by that of its own type."""
    components = block_schemas(BodyBlock())
    names = {
        kind: address.rpartition("/")[2]
        for kind, address in components["BodyBlock"]["discriminator"]["mapping"].items()
    }
    return [
        f"{block['type']}{problem[1:]}"
        for block in body
        for problem in problems(names[block["type"]], block, components)
    ]
