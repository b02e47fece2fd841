"""The OpenAPI 3.1 document."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from django.conf import settings

from cms.api.blocks import schemas_and_components
from cms.api.problems import Problem
from cms.api.schema.operations import Operation, operations
from cms.api.schema.responses import headers
from cms.api.viewsets import ReadAPIViewSet

VERSION = "2.0.0"
DESCRIPTION = """Everything that readers may see, as JSON, for any frontend. No key is needed.

A shape has all its keys, always: what there is nothing of is null, an empty text or an empty list. Two things
make exceptions: `fields` leaves keys out, and `include` adds keys to the items of a list. New keys, new kinds
of pages and new types of blocks may come: a client passes over what it does not know."""


def document(resources: Mapping[str, type[ReadAPIViewSet]], origin: str) -> dict[str, Any]:
    """The whole document for a router's resources, for the site at an origin."""
    known = list(operations(resources))
    given, taken, components = _schemas(known)
    paths: dict[str, Any] = {}
    for operation, *schemas in zip(known, given, taken, strict=True):
        paths.setdefault(operation.path, {})[operation.method] = operation.described(*schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "The public API", "version": VERSION, "description": DESCRIPTION},
        "servers": [{"url": f"{origin}{settings.API_PATH}".rstrip("/")}],
        "tags": [{"name": name, "description": _first_line(one)} for name, one in resources.items()],
        "paths": deepcopy(paths),  # parts of it are what the parameters themselves are read by
        "components": {"schemas": components, "headers": headers()},
    }


def _first_line(viewset: type) -> str:
    return (viewset.__doc__ or "").partition("\n")[0]


def _schemas(known: Sequence[Operation]) -> tuple[list[Any], list[Any], dict[str, Any]]:
    """The schemas of what each operation gives and takes, and the components that they refer to."""
    shapes = [operation.shape for operation in known] + [operation.answer.takes for operation in known]
    schemas, components = schemas_and_components(*shapes, Problem)
    return schemas[: len(known)], schemas[len(known) : -1], components
