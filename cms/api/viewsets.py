"""What all resources of the API share: strict questions, one form of problems, JSON, lists in pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api.v2.views import BaseAPIViewSet

from cms.api import answers
from cms.api.parameters import HIGHEST_ID, Parameter, one_of, read_parameters, refused, several, whole_number
from cms.api.problems import answer_for
from cms.api.schema.answers import Answer
from cms.api.selection import FIELDS, Selection
from cms.api.shaping import PageShapes

DEFAULT_LIMIT, HIGHEST_LIMIT, HIGHEST_OFFSET = 20, 100, 1_000_000
# With its body an item is heavy.
HIGHEST_LIMIT_WITH_INCLUDES = 20


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

    Its shapes are TypedDicts: `card` is an item of the list, `detail_shape` what a detail gives.
    `self.asked` holds the values of the parameters, read and checked.
    """

    renderer_classes = [JSONRenderer]
    content_negotiation_class = AlwaysJSON
    http_method_names = ["get", "head"]
    filter_backends: Sequence[Any] = []
    has_details = True

    card: ClassVar[Any]
    detail_shape: ClassVar[Any]
    # What an action gives that is neither the list of cards nor the detail; for the schema.
    answers: ClassVar[Mapping[str, Answer]] = {}
    # Keys of a detail that include= adds to the items of a list.
    includable: ClassVar[Sequence[str]] = ()
    # What order= takes, and the columns it stands for. The first one is the default;
    # where there are none, the list has an order of its own.
    orders: Mapping[str, tuple[str, ...]] = {"id": ("id",)}
    list_parameters: Mapping[str, Parameter] = {
        "limit": whole_number(1, HIGHEST_LIMIT).meaning(f"How many items come; {DEFAULT_LIMIT} without it."),
        "offset": whole_number(0, HIGHEST_OFFSET).meaning("How many items are passed over."),
        "fields": FIELDS,
    }
    detail_parameters: Mapping[str, Parameter] = {"fields": FIELDS}

    asked: dict[str, Any]

    @classmethod
    def parameters_of(cls, action: str) -> Mapping[str, Parameter]:
        """Every parameter that the list, the detail or another action takes, by name."""
        if action != "listing_view":
            return cls.detail_parameters
        known = dict(cls.list_parameters)
        if cls.orders:
            known["order"] = one_of(cls.orders).meaning("The order of the items; the first is the usual one.")
        if cls.includable:
            means = f"What the items hold beside; there are then at most {HIGHEST_LIMIT_WITH_INCLUDES}."
            known["include"] = several(one_of(cls.includable)).meaning(means)
        return known

    @classmethod
    def kinds(cls) -> Mapping[type[Model], Any]:
        """The kinds of things whose details differ, and the shape of each; none where there is one shape."""
        return {}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action and request.method != "OPTIONS":
            self.asked = read_parameters(request.GET, self.parameters_of(self.action))

    @classmethod
    def as_view(cls, actions: Mapping[str, str] | None = None, **initkwargs: Any) -> Callable[..., Any]:
        """The view, whose answers are kept until something that readers see changes."""
        return answers.kept(super().as_view(actions, **initkwargs))

    @cached_property
    def shapes(self) -> PageShapes:
        """Makes the shapes of pages that this answer mentions."""
        router = self.request.wagtailapi_router
        return PageShapes(self.request, router.resource_of, self._requested_language())

    def _requested_language(self) -> str | None:
        codes = self.asked.get("locale")
        return codes[0] if isinstance(codes, list) and len(codes) == 1 else None

    @property
    def slice(self) -> slice:
        """The part of the list that was asked for."""
        limit, offset = self.asked.get("limit", DEFAULT_LIMIT), self.asked.get("offset", 0)
        if "include" in self.asked:
            if limit > HIGHEST_LIMIT_WITH_INCLUDES and "limit" in self.asked:
                takes = f"a whole number from 1 to {HIGHEST_LIMIT_WITH_INCLUDES} beside include"
                raise refused("limit", str(limit), takes)
            limit = min(limit, HIGHEST_LIMIT_WITH_INCLUDES)
        return slice(offset, offset + limit)

    def listing_view(self, request: Request) -> Response:
        selection = Selection.read(self.asked.get("fields"), self.card)
        total, items = self.listed()
        if selection:
            extra = frozenset(self.asked.get("include", ()))
            selection = Selection(selection.keys | extra)
            items = [selection.of(item) for item in items]
        return Response({"meta": {"total_count": total}, "items": items})

    def listed(self) -> tuple[int, Sequence[Mapping[str, Any]]]:
        """How many items there are, and those that were asked for, as their shapes."""
        found = self.filter_queryset(self.get_queryset())
        total = found.count()
        part = self.slice
        return total, self.cards(list(self.with_contents(found)[part])) if part.start < total else []

    def cards(self, items: Sequence[Any]) -> Sequence[Mapping[str, Any]]:
        """The shapes of some items, in a fixed number of queries."""
        raise NotImplementedError

    def detail_view(self, request: Request, pk: int) -> Response:
        found = self.find_detail(pk) if pk <= HIGHEST_ID else None
        if found is None:
            raise Http404(f"There is nothing with the id {pk} here.")
        return Response(self.chosen(self.detail_of(found)))

    def chosen(self, shape: Mapping[str, Any]) -> Mapping[str, Any]:
        """What `fields` leaves of a detail."""
        selection = Selection.read(self.asked.get("fields"), self.shape_of_detail(shape))
        return selection.of(shape) if selection else shape

    def shape_of_detail(self, shape: Mapping[str, Any]) -> type:
        """The TypedDict of a detail; other where the resource has several kinds."""
        return self.detail_shape

    def detail_of(self, item: Any) -> Mapping[str, Any]:
        """The shape of one item with all that there is to say; that of the list, unless there is more."""
        return self.cards([item])[0]

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

    def find_detail(self, pk: int) -> Any:
        """The object of an id, with all that its detail shows; None where there is none to see."""
        return self.with_contents(self.get_queryset()).filter(pk=pk).first()

    def handle_exception(self, exc: Exception) -> HttpResponse:
        if (answer := answer_for(exc)) is None:
            raise exc
        answer.exception = True  # type: ignore[attr-defined]  # DRF reads it
        return answer

    def get_renderer_context(self) -> dict[str, Any]:
        return {**super().get_renderer_context(), "indent": None}

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        """The list, and the detail where there is one."""
        names = {"listing", "detail"} if cls.has_details else {"listing"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in names]
