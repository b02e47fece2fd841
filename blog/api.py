"""The resources posts/, categories/ and partners/."""

from collections.abc import Iterable, Mapping
from functools import cached_property, reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from rest_framework.fields import Field, ReadOnlyField
from wagtail.api import APIField

from blog.models import Author, BlogPage, Category, Partner
from blog.models.posts import BlogPageQuerySet
from cms.api.pages import ORDERS, BasePagesAPIViewSet
from cms.api.parameters import Parameter, language, refused, several, text, whole_number
from cms.api.serializers import TranslatableSerializer
from cms.api.sites import OnSite
from cms.api.viewsets import ReadAPIViewSet


class PostsAPIViewSet(BasePagesAPIViewSet):
    """The posts: cards in the list, the body in the detail."""

    model = BlogPage
    listing_default_fields = [
        *BasePagesAPIViewSet.listing_default_fields,
        "date",
        "lead_picture",
        "categories",
        "byline",
    ]
    detail_only_fields = [*BasePagesAPIViewSet.detail_only_fields, "body", "related"]
    orders = {"-date": ("-date", "-id"), "date": ("date", "id"), **ORDERS}
    list_parameters: Mapping[str, Parameter] = {
        "category": several(text("the slug of a category")),
        "author": several(text("the slug of an author")),
        "year": several(whole_number(1, 9999)),
        **BasePagesAPIViewSet.list_parameters,
    }

    def get_queryset(self) -> BlogPageQuerySet:
        posts: BlogPageQuerySet = self.reachable(BlogPage.objects.all())
        return posts

    def with_contents(self, queryset: BlogPageQuerySet) -> BlogPageQuerySet:
        return queryset.for_cards()

    def get_detail_queryset(self) -> BlogPageQuerySet:
        posts: BlogPageQuerySet = self.get_queryset().for_cards().defer(None)
        return posts

    def filter_queryset(self, queryset: BlogPageQuerySet) -> BlogPageQuerySet:
        posts: BlogPageQuerySet = super().filter_queryset(queryset)
        if years := self.asked.get("year"):
            posts = posts.filter(reduce(or_, (Q(date__year=year) for year in years)))
        if slugs := self.asked.get("category"):
            posts = posts.filter(self._in_categories(slugs))
        if slugs := self.asked.get("author"):
            posts = posts.filter(self._by_authors(slugs))
        return posts

    def _in_categories(self, slugs: list[str]) -> Q:
        found = list(Category.objects.filter(slug__in=slugs))
        known = Category.objects.order_by("slug").values_list("slug", flat=True)
        _refuse_unknown("category", slugs, found, known)
        return reduce(or_, (Q(pk__in=BlogPage.objects.in_category(item).values("pk")) for item in found))

    def _by_authors(self, slugs: list[str]) -> Q:
        """Posts under an author's name in any language. Names that only drafts carry are unknown."""
        authors = Author.objects.filter(posts__in=self.reachable(BlogPage.objects.all())).distinct()
        found = list(authors.filter(slug__in=slugs))
        _refuse_unknown("author", slugs, found, authors.order_by("slug").values_list("slug", flat=True))
        return Q(byline__translation_key__in=[author.translation_key for author in found])


def _refuse_unknown(
    name: str, slugs: list[str], found: Iterable[Category | Author], known: Iterable[str]
) -> None:
    """Raises the error that names what there is, where a slug is not among what was found."""
    found_slugs = {item.slug for item in found}
    for slug in slugs:
        if slug not in found_slugs:
            choices = ", ".join(dict.fromkeys(known)) or "nothing, since there is none yet"
            raise refused(name, slug, f"one of {choices}")


class SnippetsAPIViewSet(ReadAPIViewSet):
    """A resource of things that have a language and are not pages."""

    base_serializer_class = TranslatableSerializer
    meta_fields = [*ReadAPIViewSet.meta_fields, "locale"]
    list_parameters: Mapping[str, Parameter] = {
        "locale": several(language()),
        **ReadAPIViewSet.list_parameters,
    }

    @classmethod
    def get_listing_default_fields(cls, model: Any) -> list[str]:
        """Small things: the list holds all that the detail does."""
        fields: list[str] = cls.get_available_fields(model)
        return fields

    def filter_queryset(self, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        found: QuerySet[Any] = super().filter_queryset(queryset)
        if codes := self.asked.get("locale"):
            found = found.filter(locale__language_code__in=codes)
        return found


class PostCountField(Field):
    """How many posts everybody may see in a category, in the category's language."""

    def get_attribute(self, instance: Category) -> int:
        count: int = self.context["view"].post_counts.get((instance.locale_id, instance.translation_key), 0)
        return count

    def to_representation(self, value: int) -> int:
        return value


class CategoriesAPIViewSet(OnSite, SnippetsAPIViewSet):
    """The categories, and how many posts each has."""

    model = Category
    body_fields = [
        *SnippetsAPIViewSet.body_fields,
        "slug",
        "name",
        "description",
        APIField("post_count", serializer=PostCountField(read_only=True)),
    ]
    orders = {"name": ("name", "id"), "-name": ("-name", "-id"), "id": ("id",), "-id": ("-id",)}

    def get_queryset(self) -> "QuerySet[Category]":
        return Category.objects.select_related("locale")

    @cached_property
    def post_counts(self) -> dict[tuple[int, UUID], int]:
        """The numbers of posts by language and category, all in one query."""
        posts = self.reachable(BlogPage.objects.order_by())
        counted = posts.values_list("locale_id", "categories__translation_key").annotate(
            count=Count("pk", distinct=True)
        )
        return {(locale_id, key): count for locale_id, key, count in counted}


class PartnersAPIViewSet(SnippetsAPIViewSet):
    """The partners that readers see."""

    model = Partner
    body_fields = [
        *SnippetsAPIViewSet.body_fields,
        "name",
        "url",
        "description",
        "kind",
        APIField("logo", serializer=ReadOnlyField(source="shape.logo")),
    ]
    orders = {"order": ("order", "name", "id"), "name": ("name", "id"), "-name": ("-name", "-id")}

    def get_queryset(self) -> "QuerySet[Partner]":
        return Partner.objects.shown().prefetch_related("logo__renditions")
