"""The resources categories/, authors/ and partners/."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse
from typing_extensions import TypedDict

from blog.models import Author, BlogPage, Category, Partner, PostCard
from blog.shapes import PartnerShape
from cms.api.parameters import Parameter, language, several
from cms.api.viewsets import ReadAPIViewSet
from cms.sites import on_site
from cms.visibility import visible


class SnippetMeta(TypedDict):
    """Where a thing that is no page is found."""

    type: str
    detail_url: str
    locale: str


class CategoryDetail(TypedDict):
    """A category in one language. `post_count` counts the posts of that language that everybody may see."""

    id: int
    meta: SnippetMeta
    slug: str
    name: str
    description: str
    post_count: int


class AuthorDetail(TypedDict):
    """A name above posts, in one language. `post_count` counts the visible posts of that language."""

    id: int
    meta: SnippetMeta
    slug: str
    name: str
    description: str
    post_count: int


class PartnerDetail(PartnerShape):
    """A partner in one language."""

    meta: SnippetMeta


class SnippetsAPIViewSet(ReadAPIViewSet):
    """A resource of things that have a language and are not pages."""

    list_parameters: Mapping[str, Parameter] = {
        "locale": several(language()),
        **ReadAPIViewSet.list_parameters,
    }

    def filter_queryset(self, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        found: QuerySet[Any] = super().filter_queryset(queryset)
        if codes := self.asked.get("locale"):
            found = found.filter(locale__language_code__in=codes)
        return found

    def meta(self, item: Any) -> SnippetMeta:
        name = self.request.wagtailapi_router.resource_of(type(item))
        url = f"{self.shapes.origin}{reverse(f'api:{name}:listing')}{item.pk}/"
        return SnippetMeta(type=item._meta.label, detail_url=url, locale=item.locale.language_code)


class CategoriesAPIViewSet(SnippetsAPIViewSet):
    """The categories, and how many posts each has."""

    model = Category
    card = detail_shape = CategoryDetail
    orders = {"name": ("name", "id"), "-name": ("-name", "-id"), "id": ("id",), "-id": ("-id",)}

    def get_queryset(self) -> "QuerySet[Category]":
        return Category.objects.select_related("locale")

    def cards(self, items: Sequence[Category]) -> list[CategoryDetail]:
        counts = self._post_counts()
        return [
            CategoryDetail(
                id=item.pk,
                meta=self.meta(item),
                slug=item.slug,
                name=item.name,
                description=item.description,
                post_count=counts.get((item.locale_id, item.translation_key), 0),
            )
            for item in items
        ]

    def _post_counts(self) -> dict[tuple[int, UUID], int]:
        """The numbers of posts by language and category, all in one query."""
        cards = PostCard.objects.on_site(self.request).order_by()
        counted = cards.values_list("locale_id", "post__categories__translation_key").annotate(
            count=Count("pk", distinct=True)
        )
        return {(locale_id, key): count for locale_id, key, count in counted}


class AuthorsAPIViewSet(SnippetsAPIViewSet):
    """The names above posts. One that stands above none that everybody may see is nowhere."""

    model = Author
    card = detail_shape = AuthorDetail
    orders = {"name": ("name", "id"), "-name": ("-name", "-id"), "id": ("id",)}

    def _posts(self) -> "QuerySet[BlogPage]":
        posts = BlogPage.objects.filter(byline__isnull=False).order_by()
        found: QuerySet[BlogPage] = on_site(visible(posts), self.request)
        return found

    def get_queryset(self) -> "QuerySet[Author]":
        return Author.objects.filter(pk__in=self._posts().values("byline")).select_related("locale")

    def cards(self, items: Sequence[Author]) -> list[AuthorDetail]:
        keys = [item.translation_key for item in items]
        posts = self._posts().filter(byline__translation_key__in=keys)
        counted = posts.values_list("locale_id", "byline__translation_key").annotate(count=Count("pk"))
        counts = {(locale_id, key): count for locale_id, key, count in counted}
        return [
            AuthorDetail(
                id=item.pk,
                meta=self.meta(item),
                slug=item.slug,
                name=item.name,
                description=item.description,
                post_count=counts.get((item.locale_id, item.translation_key), 0),
            )
            for item in items
        ]


class PartnersAPIViewSet(SnippetsAPIViewSet):
    """The partners that readers see."""

    model = Partner
    card = detail_shape = PartnerDetail
    orders = {"order": ("order", "name", "id"), "name": ("name", "id"), "-name": ("-name", "-id")}

    def get_queryset(self) -> "QuerySet[Partner]":
        return Partner.objects.shown().select_related("locale").prefetch_related("logo__renditions")

    def cards(self, items: Sequence[Partner]) -> list[PartnerDetail]:
        return [PartnerDetail(**item.shape, meta=self.meta(item)) for item in items]
