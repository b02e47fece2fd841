"""The resource posts/."""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce, wraps
from hashlib import sha256
from operator import or_
from typing import Any

from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from blog.api.details import PostDetail
from blog.api.includes import INCLUDABLE, with_includes
from blog.cards import Card, cards
from blog.models import Author, BlogPage, PostCard
from blog.models.cards import PostCardQuerySet
from cms.api import answers
from cms.api.fallback import first_language, in_language_or_default
from cms.api.pages import BasePagesAPIViewSet
from cms.api.parameters import Parameter, day, flag, refused_choice, several, text, whole_number
from cms.api.viewsets import ReadAPIViewSet
from cms.versions import version_of

SECONDS = 60 * 60
LONGEST_QUERY = 200
FAR = 1_000
# Questions whose answer is a column of the cards, and those that leave all items where they are.
NARROWING = {
    "slug": "post__slug__in",
    "month": "date__month__in",
    "date_from": "date__gte",
    "date_to": "date__lte",
}
NOT_NARROWING = {"limit", "offset", "fields", "include", "order"}
# What order= takes: columns of the cards, those of the page behind `post__`.
POST_ORDERS = {
    "-date": ("-date", "-pk"),
    "date": ("date", "pk"),
    "title": ("post__title", "pk"),
    "-title": ("-post__title", "-pk"),
    "first_published_at": ("post__first_published_at", "pk"),
    "-first_published_at": ("-post__first_published_at", "-pk"),
    "id": ("pk",),
    "-id": ("-pk",),
}


class PostsAPIViewSet(BasePagesAPIViewSet):
    """The posts: cards in the list, the body in the detail."""

    model = BlogPage
    card = Card
    detail_shape = PostDetail
    orders = POST_ORDERS
    includable = INCLUDABLE
    list_parameters: Mapping[str, Parameter] = {
        "category": several(text("the slug of a category")).meaning("Posts of a category, in any language."),
        "author": several(text("the slug of an author")).meaning("Posts under a name."),
        "year": several(whole_number(1, 9999)).meaning("Posts of a year."),
        "month": several(whole_number(1, 12)).meaning("Posts of a month, of whatever year."),
        "date_from": day("the first day").meaning("Posts of that day and later."),
        "date_to": day("the last day").meaning("Posts of that day and earlier."),
        "petition": flag().meaning("Posts that open with a petition alone."),
        "q": text("words, all of which a post must hold", LONGEST_QUERY).meaning(
            "Narrows the list by words."
        ),
        **BasePagesAPIViewSet.list_parameters,
    }

    @classmethod
    def as_view(cls, actions: Mapping[str, str] | None = None, **initkwargs: Any) -> Callable[..., Any]:
        """The view; words that somebody typed stay in nobody's memory."""
        kept = super().as_view(actions, **initkwargs)
        unkept = answers.unkept(super(ReadAPIViewSet, cls).as_view(actions, **initkwargs))

        @wraps(kept)
        def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response: HttpResponse = (unkept if "q" in request.GET else kept)(request, *args, **kwargs)
            return response

        return view

    def listed(self) -> tuple[int, Sequence[Mapping[str, Any]]]:
        found, part = self.filter_queryset(self.get_queryset()), self.slice
        total = self._total(found)
        rows = _part(found, part.start, min(part.stop, total), total)
        relatives = self.shapes.translations(row.translation_key for row in rows)
        items = cards(rows, self.shapes, relatives)
        wanted = self.asked.get("include", ())
        return total, with_includes(items, wanted, self.shapes) if wanted else items

    def _total(self, found: PostCardQuerySet) -> int:
        """How many posts there are in all, counted once for each content version."""
        if "q" in self.asked:
            return found.count()
        narrowing = {name: self.asked[name] for name in self.asked if name not in NOT_NARROWING}
        asked = sha256(f"{self.shapes.origin}{sorted(narrowing.items())}".encode()).hexdigest()
        key = f"api.total.{version_of(self.request)}.{asked}"
        return int(cache.get_or_set(key, found.count, SECONDS) or 0)

    def get_queryset(self) -> PostCardQuerySet:
        return PostCard.objects.on_site(self.request)

    def filter_queryset(self, queryset: PostCardQuerySet) -> PostCardQuerySet:
        asked = self.asked
        found = queryset.order_by(*self.orders[asked.get("order", "-date")])
        found = self._in_languages(found)
        for question, column in NARROWING.items():
            if question in asked:
                found = found.filter(**{column: asked[question]})
        if years := asked.get("year"):
            found = found.filter(reduce(or_, (Q(date__year=year) for year in years)))
        if "petition" in asked:
            found = found.filter(post__petition__isnull=False)
        if slugs := asked.get("category"):
            found = found.in_categories(_known("category", slugs, PostCard.objects.categories()))
        if slugs := asked.get("author"):
            # Names that only drafts carry are unknown.
            named = Author.objects.filter(posts__card__isnull=False).distinct()
            found = found.by_authors(_known("author", slugs, named))
        if words := asked.get("q"):
            found = found.filter(pk__in=BlogPage.objects.ids_with_keyword(words))
        return found

    def _in_languages(self, found: PostCardQuerySet) -> PostCardQuerySet:
        if first := first_language(self.asked):
            return in_language_or_default(found, first)
        codes = self.asked.get("locale")
        return found.in_languages(codes) if codes else found

    def find_detail(self, pk: int) -> BlogPage | None:
        posts = self.shapes.reachable(BlogPage.objects.filter(pk=pk))
        post: BlogPage | None = posts.select_related("locale").first()
        return post


def _part(found: PostCardQuerySet, start: int, stop: int, total: int) -> list[PostCard]:
    """Some of the cards, read from the nearer end: what stands before them is passed over one by one."""
    if start >= stop:
        return []
    if start < total - stop:
        return _after(found, start, stop)
    return _after(found.reverse(), total - stop, total - start)[::-1]


def _after(found: PostCardQuerySet, start: int, stop: int) -> list[PostCard]:
    """Some of the cards; far from the end only numbers are passed over, which stand in an index."""
    if start < FAR:
        return list(found[start:stop])
    numbers = list(found.values_list("pk", flat=True)[start:stop])
    cards = PostCard.objects.in_bulk(numbers)
    return [cards[pk] for pk in numbers if pk in cards]


def _known(name: str, slugs: list[str], among: "QuerySet[Any]") -> list[Any]:
    """The things of some slugs, in any language. Raises ProblemError for a slug that none has."""
    found = list(among.filter(slug__in=slugs))
    slugs_found = {item.slug for item in found}
    for slug in slugs:
        if slug not in slugs_found:
            raise refused_choice(name, slug, list(among.order_by("slug").values_list("slug", flat=True)))
    return found
