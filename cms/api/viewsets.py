"""What all resources of the API share: strict questions, one form of errors, JSON, lists in pages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api.v2.utils import BadRequestError, parse_fields_parameter
from wagtail.api.v2.views import BaseAPIViewSet

from cms.api.errors import answer_for
from cms.api.parameters import HIGHEST_ID, Parameter, one_of, read_parameters, refused, text, whole_number

DEFAULT_LIMIT, HIGHEST_LIMIT, HIGHEST_OFFSET = 20, 100, 1_000_000
FIELDS = text("names of fields between commas, such as title,slug or *,-body or _,id")


class AlwaysJSON(BaseContentNegotiation):
    """The address alone says what the answer is: it does not depend on the Accept header."""

    def select_parser(self, request: Request, parsers: Iterable[Any]) -> Any:
        return None

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        renderer = next(iter(renderers))
        return renderer, renderer.media_type


class ReadAPIViewSet(BaseAPIViewSet):
    """A resource that anybody may read: a list, and a detail for each id.

    `self.asked` holds the values of the parameters, read and checked; `self.items` what is answered.
    """

    renderer_classes = [JSONRenderer]
    content_negotiation_class = AlwaysJSON
    http_method_names = ["get", "head"]
    filter_backends: Sequence[Any] = []
    has_details = True

    # What order= takes, and the columns it stands for. The first one is the default;
    # where there are none, the list has an order of its own.
    orders: Mapping[str, tuple[str, ...]] = {"id": ("id",)}
    list_parameters: Mapping[str, Parameter] = {
        "limit": whole_number(0, HIGHEST_LIMIT),
        "offset": whole_number(0, HIGHEST_OFFSET),
        "fields": FIELDS,
    }
    detail_parameters: Mapping[str, Parameter] = {"fields": FIELDS}

    asked: dict[str, Any]
    items: Sequence[Any]

    @classmethod
    def parameters_of(cls, action: str) -> Mapping[str, Parameter]:
        """Every parameter that the list, the detail or another action takes, by name."""
        if action == "listing_view":
            return {**cls.list_parameters, "order": one_of(cls.orders)} if cls.orders else cls.list_parameters
        return cls.detail_parameters

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action:
            self.asked = read_parameters(request.GET, self.parameters_of(self.action))

    def listing_view(self, request: Request) -> Response:
        found = self.filter_queryset(self.get_queryset())
        limit, offset = self.asked.get("limit", DEFAULT_LIMIT), self.asked.get("offset", 0)
        total = found.count()
        self.items = (
            list(self.with_contents(found)[offset : offset + limit]) if limit and offset < total else []
        )
        items = self.get_serializer(self.items, many=True).data
        return Response({"meta": {"total_count": total}, "items": items})

    def detail_view(self, request: Request, pk: int) -> Response:
        self.items = [self.get_object()]
        return Response(self.get_serializer(self.items[0]).data)

    def filter_queryset(self, queryset: Any) -> Any:
        """The list that was asked for, in its order. Subclasses narrow it."""
        if not self.orders:
            return queryset
        order = self.asked.get("order") or next(iter(self.orders))
        return queryset.order_by(*self.orders[order])

    def with_contents(self, queryset: Any) -> Any:
        """The list with what its items show, in a fixed number of queries. Not used for counting."""
        return queryset

    def get_queryset(self) -> "QuerySet[Any]":
        """All that the list may show."""
        raise NotImplementedError

    def get_detail_queryset(self) -> "QuerySet[Any]":
        """All that has a detail; the same as in the list."""
        return self.get_queryset()

    def get_object(self) -> Any:
        if not hasattr(self, "_cached_object"):
            pk = self.kwargs["pk"]
            found = self.find_detail(pk) if pk <= HIGHEST_ID else None
            if found is None:
                raise Http404(f"There is nothing with the id {pk} here.")
            self._cached_object = found
        return self._cached_object

    def find_detail(self, pk: int) -> Any:
        """The object of an id, with all that its detail shows; None where there is none to see."""
        return self.get_detail_queryset().filter(pk=pk).first()

    def get_serializer_class(self) -> Any:
        """The list is made by its own resource; a detail by the resource that is its object's home."""
        router = self.request.wagtailapi_router
        is_list = self.action == "listing_view"
        model = self.model if is_list else type(self.get_object())
        endpoint = type(self) if is_list else router.get_model_endpoint(model)[1]
        fields = self._fields(endpoint, model, is_list)
        return endpoint._get_serializer_class(router, model, fields, show_details=not is_list)

    def _fields(self, endpoint: Any, model: type[Model], is_list: bool) -> list[Any]:
        """The fields= parameter as Wagtail's serializers take it."""
        value = self.asked.get("fields")
        if value is None:
            return []
        if "(" in value:
            raise refused("fields", value, "names without brackets: nested objects come whole")
        try:
            fields = parse_fields_parameter(value)
        except ValueError as error:
            raise refused("fields", value, f"{FIELDS.takes} ({error})") from None
        hidden = endpoint.detail_only_fields if is_list else []
        known = [name for name in endpoint.get_available_fields(model) if name not in hidden]
        if unknown := {name for name, _negated, _nested in fields} - {*known, "*", "_"}:
            raise BadRequestError(
                f"There is no field {', '.join(sorted(unknown))} here."
                f" fields takes: {', '.join(dict.fromkeys(known))}."
            )
        return list(fields)

    def handle_exception(self, exc: Exception) -> Response:
        if (answer := answer_for(exc)) is None:
            raise exc
        answer.exception = True
        return answer

    def get_renderer_context(self) -> dict[str, Any]:
        return {**super().get_renderer_context(), "indent": None}

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        """The list, and the detail where there is one."""
        names = {"listing", "detail"} if cls.has_details else {"listing"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in names]
