"""The resource search/, and search/suggest/ for what is still being typed."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.urls import path
from django.utils import translation
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.models import Page

from blog.models import PostCard
from cms.api import answers
from cms.api.parameters import (
    TEXT,
    Parameter,
    flag,
    language,
    one_of,
    refused_choice,
    required,
    text,
    whole_number,
)
from cms.api.schema.answers import Answer
from cms.api.selection import Selection
from cms.api.viewsets import ReadAPIViewSet
from cms.sites import home_paths
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


WORDS = Parameter(
    f"words to look for, at most {LONGEST_QUERY} characters", _words, {**TEXT, "maxLength": LONGEST_QUERY}
)
TYPED = Parameter(
    f"what was typed so far, at most {LONGEST_QUERY} characters; it may be blank",
    _typed,
    {"type": "string", "maxLength": LONGEST_QUERY},
)
LANGUAGE = language().meaning("That of the reader: its pages come a little earlier, and labels are in it.")


class SearchAPIViewSet(ReadAPIViewSet):
    """What words find among posts, pages and their documents."""

    has_details = False
    model = Page
    card = shapes.ResultCard
    answers = {
        "listing_view": Answer(shapes.SearchAnswer, "search", problems=("out-of-order",)),
        "suggest_view": Answer(shapes.Suggestions, "suggest", problems=("out-of-order",)),
    }
    orders: Mapping[str, tuple[str, ...]] = {}  # "best" is no column
    list_parameters: Mapping[str, Parameter] = {
        "q": required(WORDS),
        "category": text("the slug of a category").meaning("Results of a category."),
        "year": whole_number(1, 9999).meaning("Posts of a year."),
        "locale": language().meaning("Results in a language."),
        "kind": one_of(Kind.values).meaning("Results of a kind."),
        "order": one_of(Order.values).meaning("The order of the results; the first is the usual one."),
        "exact": flag().meaning("Keeps the spelling as it was typed."),
        "language": LANGUAGE,
        **ReadAPIViewSet.list_parameters,
        "offset": whole_number(0, MOST_HITS).meaning("How many results are passed over."),
    }
    suggest_parameters: Mapping[str, Parameter] = {"q": required(TYPED), "language": LANGUAGE}

    @classmethod
    def parameters_of(cls, action: str) -> Mapping[str, Parameter]:
        return cls.suggest_parameters if action == "suggest_view" else super().parameters_of(action)

    @classmethod
    def as_view(cls, actions: Mapping[str, str] | None = None, **initkwargs: Any) -> Callable[..., Any]:
        """The view, of whose answers nothing is kept here: they hold what somebody typed."""
        view = super(ReadAPIViewSet, cls).as_view(actions, **initkwargs)
        if actions == {"get": "suggest_view"}:
            return answers.unkept(view, answers.for_seconds(SECONDS_TO_KEEP_SUGGESTIONS))
        return answers.unkept(view)

    def listing_view(self, request: Request) -> Response:
        selection = Selection.read(self.asked.get("fields"), self.card)
        part, language = self.slice, self._language()
        question = self._question()
        with translation.override(language):  # where documents are read as text
            found = look(question, request, language, offset=part.start, limit=part.stop - part.start)
        promoted = first(found, request, language, offset=part.start)
        items = [shapes.result(result, self.shapes.meta(result.page)) for result in found.results]
        with translation.override(language):
            facets = shapes.facets(found)
        return Response(
            {
                "meta": shapes.meta(found),
                "promoted": [shapes.promotion(item, self.shapes.origin) for item in promoted],
                "facets": facets,
                "items": [selection.of(item) for item in items] if selection else items,
            }
        )

    def suggest_view(self, request: Request) -> Response:
        """The pages whose titles go on as the words do that are being typed; empty for a single letter."""
        words, language = self.asked["q"], self._language()
        pages = (
            suggest(words, homes=home_paths(request).values(), language=language) if _is_enough(words) else []
        )
        kinds = dict(IndexedPage.objects.filter(page__in=pages).values_list("pk", "kind"))
        found = [shapes.suggestion(self.shapes.meta(page), page.title, kinds[page.pk]) for page in pages]
        return Response({"items": found})

    def _question(self) -> Asked:
        """What is looked for. Raises ProblemError where there is no such category."""
        asked = self.asked
        return Asked(
            words=self.asked["q"],
            category=self._category(),
            year=asked.get("year"),
            locale=asked.get("locale", ""),
            kind=asked.get("kind", ""),
            order=asked.get("order", Order.BEST),
            may_correct="exact" not in asked,
        )

    def _category(self) -> str:
        slug: str = self.asked.get("category", "")
        if slug and not (borne := PostCard.objects.categories()).filter(slug=slug).exists():
            known = borne.order_by("slug").values_list("slug", flat=True)
            raise refused_choice("category", slug, list(known))
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
