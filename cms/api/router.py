"""The addresses of the API."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.urls import path, re_path, reverse
from django.views.decorators.csrf import csrf_exempt
from wagtail.api.v2.router import WagtailAPIRouter

from cms.api import answers
from cms.api.problems import answer
from cms.api.schema.views import documentation, openapi, read_only
from cms.sites import origin_of


class Router(WagtailAPIRouter):
    """Takes the resources by their names; for a model the first one that fits is its home."""

    def __init__(self, namespace: str, endpoints: Mapping[str, type]) -> None:
        super().__init__(namespace)
        for name, endpoint in endpoints.items():
            self.register_endpoint(name, endpoint)

    @property
    def resources(self) -> Mapping[str, Any]:
        """The viewsets of the resources, by name."""
        return self._endpoints

    def get_model_endpoint(self, model: type[Model]) -> tuple[str, Any] | None:
        for name, endpoint in self._endpoints.items():
            if endpoint.has_details and issubclass(model, endpoint.model):
                return name, endpoint
        return None

    def resource_of(self, model: type[Model]) -> str:
        """The name of the resource that is a model's home."""
        found = self.get_model_endpoint(model)
        return found[0] if found else ""

    def get_urlpatterns(self) -> list[Any]:
        """The resources; what is none of them gets a JSON answer, not the site's page."""
        return [
            *super().get_urlpatterns(),
            path("openapi.json", read_only(partial(openapi, router=self)), name="openapi"),
            path("docs/", read_only(partial(documentation, router=self)), name="docs"),
            re_path(r"^(?P<rest>.*)$", csrf_exempt(self._elsewhere)),
        ]

    def _elsewhere(self, request: HttpRequest, rest: str) -> HttpResponse:
        is_read = request.method in answers.READS
        if is_read and not rest:
            return answers.kept(self._resources)(request)
        if is_read and not rest.endswith("/"):
            return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        resource = rest.partition("/")[0]
        if resource in self._endpoints:
            return answer("not-found", f"There is nothing there in {resource}/. An id is a whole number.")
        names = ", ".join(f"{name}/" for name in self._endpoints)
        return answer("not-found", f"There is no such resource. There are: {names}.")

    def _resources(self, request: HttpRequest) -> HttpResponse:
        views = {
            **{name: f"{name}:listing" for name in self._endpoints},
            "openapi": "openapi",
            "docs": "docs",
        }
        origin = origin_of(request)
        return JsonResponse(
            {name: f"{origin}{reverse(f'{self.url_namespace}:{view}')}" for name, view in views.items()}
        )
