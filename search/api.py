"""The resource search/, and search/suggest/ for what is still being typed."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import path
from django.utils import translation
from django.utils.cache import patch_cache_control
from rest_framework.fields import Field
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api import APIField
from wagtail.api.v2.utils import BadRequestError
from wagtail.models import Page

from blog.models import Category
from cms.api.parameters import Parameter, language, one_of, refused, text, whole_number
from cms.api.serializers import PageSerializer
from cms.api.viewsets import DEFAULT_LIMIT, ReadAPIViewSet
from cms.sites import on_site
from search import analysis, shapes
from search.answers import first, look
from search.backends.engines import MOST_HITS
from search.expressions import LONGEST_QUERY
from search.kinds import Kind
from search.models import IndexedPage
from search.queries import suggest
from search.results import Asked, Order

SECONDS_TO_KEEP_SUGGESTIONS = 60


def _words(value: str) -> str:
    if len(value) > LONGEST_QUERY or not any(sign.isalnum() for sign in value):
        raise ValueError
    return value


def _typed(value: str) -> str:
    if len(value) > LONGEST_QUERY:
        raise ValueError
    return value


WORDS = Parameter(f"words to look for, at most {LONGEST_QUERY} characters", _words)
TYPED = Parameter(f"what was typed so far, at most {LONGEST_QUERY} characters", _typed)


class OfResult(Field):
    """What the search says of a page, under the field's own name in shapes.result()."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def get_attribute(self, instance: Page) -> Any:
        return self.context["view"].said[instance.pk][self.field_name]

    def to_representation(self, value: Any) -> Any:
        return value


class SearchAPIViewSet(ReadAPIViewSet):
    """What words find among posts, pages and their documents."""

    has_details = False
    model = Page
    base_serializer_class = PageSerializer
    meta_fields = [*ReadAPIViewSet.meta_fields, "html_url", "slug", "locale"]
    body_fields = [
        *ReadAPIViewSet.body_fields,
        "title",
        *(APIField(name, serializer=OfResult()) for name in shapes.OF_RESULT),
    ]
    listing_default_fields = [
        *ReadAPIViewSet.listing_default_fields,
        *("html_url", "slug", "locale", "title"),
        *shapes.OF_RESULT,
    ]
    orders: Mapping[str, tuple[str, ...]] = {}  # "best" is no column
    list_parameters: Mapping[str, Parameter] = {
        "q": WORDS,
        "category": text("the slug of a category"),
        "year": whole_number(1, 9999),
        "locale": language(),
        "kind": one_of(Kind.values),
        "order": one_of(Order.values),
        "exact": one_of(["1"]),
        "language": language(),
        **ReadAPIViewSet.list_parameters,
        "offset": whole_number(0, MOST_HITS),
    }
    suggest_parameters: Mapping[str, Parameter] = {"q": TYPED, "language": language()}

    # What the search says of each page that is answered, by its id.
    said: dict[int, shapes.ResultShape]

    @classmethod
    def parameters_of(cls, action: str) -> Mapping[str, Parameter]:
        return cls.suggest_parameters if action == "suggest_view" else super().parameters_of(action)

    def listing_view(self, request: Request) -> Response:
        limit, offset = self.asked.get("limit", DEFAULT_LIMIT), self.asked.get("offset", 0)
        language = self._language()
        found = look(self._question(), request, language, offset=offset, limit=limit)
        promoted = first(found, request, language, offset=offset)
        self.items = [result.page for result in found.results]
        self.said = {result.page.pk: shapes.result(result) for result in found.results}
        with translation.override(language):
            facets = shapes.facets(found)
        return Response(
            {
                "meta": shapes.meta(found),
                "promoted": [shapes.promotion(item, request) for item in promoted],
                "facets": facets,
                "items": self.get_serializer(self.items, many=True).data,
            }
        )

    def suggest_view(self, request: Request) -> Response:
        """The pages whose titles go on as the words do that are being typed; empty for a single letter."""
        words, language = self._words(), self._language()
        pages = (
            suggest(words, among=on_site(Page.objects.all(), request), language=language)
            if _is_enough(words)
            else []
        )
        kinds = dict(IndexedPage.objects.filter(page__in=pages).values_list("pk", "kind"))
        response = Response({"items": [shapes.suggestion(page, kinds[page.pk], request) for page in pages]})
        patch_cache_control(response, public=True, max_age=SECONDS_TO_KEEP_SUGGESTIONS)
        return response

    def _question(self) -> Asked:
        """What is looked for. Raises BadRequestError where there are no words, or no such category."""
        asked = self.asked
        return Asked(
            words=self._words(),
            category=self._category(),
            year=asked.get("year"),
            locale=asked.get("locale", ""),
            kind=asked.get("kind", ""),
            order=asked.get("order", Order.BEST),
            may_correct="exact" not in asked,
        )

    def _words(self) -> str:
        if "q" not in self.asked:
            raise BadRequestError(f"q is missing: {self.parameters_of(self.action)['q'].takes}.")
        words: str = self.asked["q"]
        return words

    def _category(self) -> str:
        slug: str = self.asked.get("category", "")
        if slug and not Category.objects.filter(slug=slug).exists():
            known = Category.objects.order_by("slug").values_list("slug", flat=True).distinct()
            raise refused(
                "category", slug, f"one of {', '.join(known) or 'nothing, since there is none yet'}"
            )
        return slug

    def _language(self) -> str:
        """The reader's: its pages come a little earlier, and what can be chosen is named in it."""
        code: str = self.asked.get("language", settings.LANGUAGE_CODE)
        return code

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        return [
            *super().get_urlpatterns(),
            path("suggest/", cls.as_view({"get": "suggest_view"}), name="suggest"),
        ]


def _is_enough(typed: str) -> bool:
    """Whether titles can be told by what was typed: two letters, or one sign of a script without spaces."""
    groups = analysis.query_groups(typed)
    return bool(groups) and (len(groups) > 1 or len(groups[0].word) > 1 or groups[0].is_prefix)
