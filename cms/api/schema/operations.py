"""The resources of a router as operations of OpenAPI."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from inspect import cleandoc
from typing import Any

from cms.api.schema import shapes
from cms.api.schema.answers import Answer
from cms.api.schema.examples import example_of
from cms.api.schema.parameters import PATH_ID, parameters
from cms.api.schema.responses import responses
from cms.api.viewsets import ReadAPIViewSet


@dataclass(frozen=True)
class Operation:
    """One call of the API: an action of a resource at its address."""

    resource: str
    viewset: type[ReadAPIViewSet]
    action: str
    route: str
    method: str = "get"

    @property
    def path(self) -> str:
        """The address below that of the API, as OpenAPI writes it: /posts/{id}/."""
        return f"/{self.resource}/{self.route.replace('<int:pk>', '{id}')}"

    @property
    def has_id(self) -> bool:
        return "{id}" in self.path

    @property
    def thing(self) -> str:
        """What the resource is made of: Post, Category."""
        return re.sub("s$", "", re.sub("ies$", "y", self.resource)).title()

    @property
    def is_list(self) -> bool:
        return self.action == "listing_view" and self.action not in self.viewset.answers

    @property
    def answer(self) -> Answer:
        return self.viewset.answers.get(self.action, Answer())

    @property
    def name(self) -> str:
        """The operationId: listPosts, getPost, findPage."""
        if self.is_list:
            return f"list{self.resource.title()}"
        verb = "get" if self.action in ("listing_view", "detail_view") else self.action.removesuffix("_view")
        return self.answer.operation or f"{verb}{self.thing}"

    @cached_property
    def shape(self) -> Any:
        """The type of what it gives."""
        viewset = self.viewset
        if self.is_list:
            item = viewset.card
            if viewset.includable:
                item = shapes.with_includes(self.thing, item, viewset.detail_shape, tuple(viewset.includable))
            return shapes.list_of(self.thing, item)
        if self.answer.shape is not None:
            return self.answer.shape
        if kinds := viewset.kinds():
            return shapes.any_page(kinds)
        return viewset.detail_shape

    @property
    def fields_of(self) -> Collection[Any]:
        """The shapes whose keys `fields` chooses from."""
        if self.action == "listing_view" and (self.is_list or self.answer.shape is not None):
            return [self.viewset.card]
        return list(self.viewset.kinds().values()) or [self.viewset.detail_shape]

    @property
    def words(self) -> str:
        """What it is for: the docstring of the action, or of the resource."""
        own = self.action not in ("listing_view", "detail_view")
        return cleandoc((own and getattr(self.viewset, self.action).__doc__) or self.viewset.__doc__ or "")

    @property
    def summary(self) -> str:
        first = self.words.partition("\n")[0].rstrip(".")
        return f"One of {self.resource}, by its id" if self.has_id else first

    def described(self, schema: Mapping[str, Any], taken: Mapping[str, Any]) -> dict[str, Any]:
        """The operation object; `schema` is that of its answer, `taken` that of the JSON which it takes."""
        example = example_of(self.viewset, self.name)
        body = {"application/json": {"schema": taken, **shown(example.sent)}}
        known = self.viewset.parameters_of(self.action)
        asked = [
            *([PATH_ID] if self.has_id else []),
            *parameters(known, self.fields_of if "fields" in known else ()),
        ]
        return {
            "operationId": self.name,
            "tags": [self.resource],
            "summary": self.summary,
            "description": self.words,
            "parameters": [{**one, **shown(example.parameters.get(one["name"]))} for one in asked],
            **({"requestBody": {"required": True, "content": body}} if self.answer.takes else {}),
            "responses": responses(
                self.answer, {"schema": schema, **shown(example.answer)}, has_id=self.has_id
            ),
        }


def shown(example: Any) -> dict[str, Any]:
    """An example as a part of what it is one of."""
    return {} if example is None else {"example": example}


def operations(resources: Mapping[str, type[ReadAPIViewSet]]) -> Iterator[Operation]:
    """Every call that the resources of a router answer, in their order."""
    for resource, viewset in resources.items():
        for pattern in viewset.get_urlpatterns():
            for method, action in pattern.callback.actions.items():
                yield Operation(resource, viewset, action, str(pattern.pattern), method)
