"""The resource search/."""

from collections.abc import Mapping
from typing import Any

from rest_framework.fields import ReadOnlyField
from wagtail.api import APIField
from wagtail.api.v2.utils import BadRequestError
from wagtail.models import Locale, Page

from cms.api.parameters import Parameter, language
from cms.api.serializers import PageSerializer
from cms.api.viewsets import ReadAPIViewSet
from cms.pages import BasePage
from search.backends import LONGEST_QUERY
from search.queries import find


def _words(value: str) -> str:
    if len(value) > LONGEST_QUERY or not any(sign.isalnum() for sign in value):
        raise ValueError
    return value


WORDS = Parameter(f"words to look for, at most {LONGEST_QUERY} characters", _words)


class SearchAPIViewSet(ReadAPIViewSet):
    """What words find among posts and pages, best first."""

    has_details = False
    model = Page
    base_serializer_class = PageSerializer
    body_fields = [
        *ReadAPIViewSet.body_fields,
        "title",
        *BasePage.api_fields,
        APIField("date", serializer=ReadOnlyField(default=None)),
    ]
    meta_fields = [*ReadAPIViewSet.meta_fields, "html_url", "locale"]
    listing_default_fields = [
        *ReadAPIViewSet.listing_default_fields,
        "html_url",
        "locale",
        "title",
        "excerpt",
        "date",
    ]
    orders: Mapping[str, tuple[str, ...]] = {}
    list_parameters: Mapping[str, Parameter] = {
        "q": WORDS,
        "locale": language(),
        **ReadAPIViewSet.list_parameters,
    }

    def get_queryset(self) -> Any:
        if "q" not in self.asked:
            raise BadRequestError(f"q is missing: {WORDS.takes}.")
        if "locale" not in self.asked:
            return find(self.asked["q"])
        locale = Locale.objects.filter(language_code=self.asked["locale"]).first()
        return find(self.asked["q"], locale) if locale else Page.objects.none()
