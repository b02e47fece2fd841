"""Lists of the admin: their tabs, and what becomes of questions that they do not know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import FieldError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail_modeladmin.helpers import DjangoORMSearchHandler


class SearchHandler(DjangoORMSearchHandler):
    """modeladmin's own search, without the one sign that PostgreSQL refuses."""

    def search_queryset(self, queryset: QuerySet, search_term: str, **kwargs: Any) -> QuerySet:
        return super().search_queryset(queryset, search_term.replace("\x00", " "), **kwargs)


class CarefulListMixin:
    """A list asked for by a parameter that it does not know is shown without any, not as an error."""

    index_url: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a mixin of views
        except (FieldError, IncorrectLookupParameters):
            return redirect(self.index_url)


@dataclass(frozen=True)
class Tab:
    """Some of what a queue holds, and how many they are."""

    label: str
    query: str
    count: int
    is_first: bool = False
    is_current: bool = False


def current_of(params: Mapping[str, Any], names: Iterable[str]) -> str:
    """The query of the tab that is shown: that of the first name which was asked for."""
    name = next((name for name in names if name in params), "")
    return f"?{name}={params[name]}" if name else ""


def marked(tabs: Iterable[Tab], current: str) -> list[Tab]:
    """The tabs, with the one that is shown marked."""
    return [replace(tab, is_current=tab.query == current) for tab in tabs]
