"""Lists of the admin that are asked for what they do not know."""

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
