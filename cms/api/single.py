"""Resources that are one thing and not a list."""

from collections.abc import Mapping
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from cms.api.parameters import Parameter
from cms.api.schema.answers import Answer
from cms.api.selection import FIELDS
from cms.api.viewsets import ReadAPIViewSet


class SingleAPIViewSet(ReadAPIViewSet):
    """A resource with one answer: `detail_shape` is all that stands at its address."""

    has_details = False
    answers = {"listing_view": Answer(problems=("not-found",))}
    orders: Mapping[str, tuple[str, ...]] = {}
    list_parameters: Mapping[str, Parameter] = {"fields": FIELDS}

    def listing_view(self, request: Request) -> Response:
        return Response(self.chosen(self.answer()))

    def answer(self) -> Mapping[str, Any]:
        """What stands at the address. Raises Http404 or ProblemError."""
        raise NotImplementedError
