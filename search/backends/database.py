"""What all engines have in common: hits first, then the objects in the database that they belong to."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count
from modelsearch.backends.base import (
    BaseIndex,
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
    FilterFieldError,
)
from modelsearch.query import PlainText
from modelsearch.utils import get_descendants_content_types_pks

from search.backends.engines import MOST_HITS, Engine, Question
from search.entries import entries_of
from search.expressions import Expression, is_nothing, read
from search.indexing import forget_the_gone, note_version, remember

Hits = dict[str, float]


class Index(BaseIndex):
    """The one index of the database."""

    def add_items(self, model: type[models.Model], items: Sequence[models.Model]) -> None:
        if entries := entries_of(items):
            # First, since excerpts are cut from it: what was taken out of a page must not stay in them
            # while an engine is out of order.
            remember(items, entries)
            content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
            self.backend.engine.store(content_type.pk, entries)

    def delete_item(self, item: Any) -> None:
        self.backend.engine.delete(get_descendants_content_types_pks(type(item)), str(item.pk))

    def reset(self) -> None:
        self.backend.engine.delete_all()


class Compiler(BaseSearchQueryCompiler):
    """A query, read and ready to be asked."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    COLUMNS: ClassVar[Sequence[str]] = ("title", "body")
    is_autocomplete: ClassVar[bool] = False
    engine: Engine

    def __init__(
        self,
        queryset: Any,
        query: Any,
        fields: Sequence[str] | None = None,
        operator: str | None = None,
        order_by_relevance: bool = True,
    ) -> None:
        known = operator if operator and operator in PlainText.OPERATORS else self.DEFAULT_OPERATOR
        super().__init__(queryset, query, fields, known, order_by_relevance)
        self.expression = read(query, known, is_autocomplete=self.is_autocomplete)

    @cached_property
    def hits(self) -> Hits | None:
        """Scores under the keys of objects, best first; None where everything is asked for."""
        if self.expression is None:
            return None
        if is_nothing(self.expression):
            return {}
        columns = ["title"] if list(self.fields or ()) == ["title"] else self.COLUMNS
        types = get_descendants_content_types_pks(self.queryset.model)
        question = Question(self.expression, columns, types, MOST_HITS, self.order_by_relevance)
        key = self.queryset.model._meta.pk.to_python
        return {key(pk): score for pk, score in self.engine.hits(question)}

    def found(self) -> Any:
        """The queryset, left with what was hit."""
        return self.queryset if self.hits is None else self.queryset.filter(pk__in=self.hits)


class AutocompleteCompiler(Compiler):
    COLUMNS = ("autocomplete",)
    is_autocomplete = True


class Results(BaseSearchResults):
    """Objects that were hit, in the order of their scores or of the queryset."""

    supports_facet = True

    def __init__(self, backend: "DatabaseBackend", query_compiler: Any, **options: Any) -> None:
        super().__init__(backend, query_compiler, **options)
        query_compiler.engine = backend.engine

    def _do_search(self) -> list[Any]:
        compiler = self.query_compiler
        hits, queryset = compiler.hits, compiler.found()
        if hits is None or not compiler.order_by_relevance:
            ordered = queryset if queryset.query.order_by else queryset.order_by("-pk")
            return list(ordered[self.start : self.stop])
        left = set(queryset.order_by().values_list("pk", flat=True))
        page = [pk for pk in hits if pk in left][self.start : self.stop]
        place = {pk: number for number, pk in enumerate(page)}
        found = sorted(compiler.queryset.filter(pk__in=page).order_by(), key=lambda item: place[item.pk])
        if self._score_field:
            for item in found:
                setattr(item, self._score_field, hits[item.pk])
        return found

    def _do_count(self) -> int:
        count = self.query_compiler.found().order_by().count() - self.start
        return max(0, count if self.stop is None else min(count, self.stop - self.start))

    def facet(self, field_name: str) -> "OrderedDict[Any, int]":
        if self.query_compiler._get_filterable_field(field_name) is None:
            model = self.query_compiler.queryset.model.__name__
            raise FilterFieldError(f"{model} has no FilterField {field_name}.", field_name=field_name)
        counted = self.query_compiler.found().order_by().values(field_name).annotate(count=Count("pk"))
        return OrderedDict(counted.order_by("-count").values_list(field_name, "count"))


class Rebuilder:
    """Writes over the entries in their places, so that readers find things all the while."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def start(self) -> Index:
        return self.index

    def finish(self) -> None:
        forget_the_gone()
        note_version()


class DatabaseBackend(BaseSearchBackend):
    """The backend of the database, with analysed words on both sides."""

    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = Index
    results_class = Results
    rebuilder_class = Rebuilder
    engine: Engine

    def has_index(self) -> bool:
        """Whether there is an index at all; the database always has one."""
        return True

    def hits(
        self,
        expression: Expression,
        models_: Sequence[type[models.Model]],
        *,
        most: int,
        is_ranked: bool = True,
        is_autocomplete: bool = False,
    ) -> list[tuple[int, float]]:
        """(id, score) of the objects of some models that fit, at most `most`; best first if ranked."""
        if is_nothing(expression):
            return []
        compiler = self.autocomplete_query_compiler_class if is_autocomplete else self.query_compiler_class
        types = [ContentType.objects.get_for_model(model).pk for model in models_]
        question = Question(expression, compiler.COLUMNS, types, most, is_ranked)
        return [(int(key), score) for key, score in self.engine.hits(question)]
