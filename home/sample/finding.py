"""The sample's synonyms and promoted results: what helps people to find things."""

from django.db.models import Model
from wagtail import hooks
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.search.utils import normalise_query_string

from home.sample import entries
from home.sample.entries import Sample
from home.sample.registry import Registry
from home.sample.tasks import Task


def synonyms(sample: Sample) -> list[Task]:
    """A task for each group; whoever knows synonyms makes them, where there is such an app."""
    makers = hooks.get_hooks("make_synonyms")
    return [_synonyms(entry) for entry in sample.synonyms.values()] if makers else []


def promotions(sample: Sample, registry: Registry) -> list[Task]:
    """A task for each word; words for which somebody else promotes something are left alone."""
    words = [
        (f"promotion:{entry.key}:{word}", entry, word, order)
        for order, entry in enumerate(sample.promotions.values())
        for word in map(normalise_query_string, entry.words)
    ]
    own = {registry.id(key) for key, *_ in words} - {None}
    others = set(SearchPromotion.objects.exclude(pk__in=own).values_list("query__query_string", flat=True))
    return [
        _promotion(key, entry, word, order, registry)
        for key, entry, word, order in words
        if word not in others
    ]


def _synonyms(entry: entries.Synonyms) -> Task:
    def make() -> Model | None:
        made: Model | None = hooks.get_hooks("make_synonyms")[0](entry.words)
        return made

    return Task(f"synonyms:{entry.key}", entry.file, make)


def _promotion(key: str, entry: entries.Promotion, word: str, order: int, registry: Registry) -> Task:
    def make() -> Model | None:
        page = registry.id(f"page:{entry.page}" if entry.page else f"post:{entry.post}")
        if not page:
            return None
        promotion = SearchPromotion(query=Query.get(word), page_id=page, sort_order=order)
        promotion.full_clean()
        promotion.save()
        return promotion

    return Task(key, entry.file, make)
