"""The resources categories/, authors/ and partners/."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from typing_extensions import TypedDict

from blog.models import Author, BlogPage, Category, Partner, PostCard
from blog.shapes import PartnerShape
from cms.api.page_shapes import LocaleCode
from cms.api.parameters import Parameter, language, several
from cms.api.viewsets import ReadAPIViewSet
from cms.sites import on_site
from cms.visibility import visible

PostCounts = Iterable[tuple[int, UUID, int]]


class SnippetMeta(TypedDict):
    """Where a thing that is no page is found."""

    type: str
    detail_url: str
    locale: LocaleCode


class NamedDetail(TypedDict):
    """A category, or a name above posts, in one language.

    `post_count` counts the posts of that language that everybody may see.
    """

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
        "locale": several(language()).meaning("The languages of the items; all without it."),
        **ReadAPIViewSet.list_parameters,
    }

    def filter_queryset(self, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        found: QuerySet[Any] = super().filter_queryset(queryset)
        if codes := self.asked.get("locale"):
            found = found.filter(locale__language_code__in=codes)
        return found

    def meta(self, item: Any) -> SnippetMeta:
        url = self.shapes.detail_url(type(item), item.pk)
        return SnippetMeta(type=item._meta.label, detail_url=url, locale=item.locale.language_code)


class NamesAPIViewSet(SnippetsAPIViewSet):
    """Things with a name that posts carry, and how many posts each has."""

    card = detail_shape = NamedDetail
    orders = {"name": ("name", "id"), "-name": ("-name", "-id"), "id": ("id",), "-id": ("-id",)}

    def post_counts(self, items: Sequence[Any]) -> PostCounts:
        """How many visible posts carry each name, by language and translation key; one query."""
        raise NotImplementedError

    def cards(self, items: Sequence[Any]) -> list[NamedDetail]:
        counts = {(locale_id, key): count for locale_id, key, count in self.post_counts(items)}
        return [
            NamedDetail(
                id=item.pk,
                meta=self.meta(item),
                slug=item.slug,
                name=item.name,
                description=item.description,
                post_count=counts.get((item.locale_id, item.translation_key), 0),
            )
            for item in items
        ]


class CategoriesAPIViewSet(NamesAPIViewSet):
    """The categories, in all their languages. One that no post bears that everybody may see is nowhere."""

    model = Category

    def get_queryset(self) -> "QuerySet[Category]":
        return PostCard.objects.on_site(self.request).categories().select_related("locale")

    def post_counts(self, items: Sequence[Category]) -> PostCounts:
        cards = PostCard.objects.on_site(self.request).order_by()
        found = cards.values_list("locale_id", "post__categories__translation_key")
        return found.annotate(count=Count("pk", distinct=True))


class AuthorsAPIViewSet(NamesAPIViewSet):
    """The names above posts. One that stands above none that everybody may see is nowhere."""

    model = Author
    orders = {"name": ("name", "id"), "-name": ("-name", "-id"), "id": ("id",)}

    def _posts(self) -> "QuerySet[BlogPage]":
        posts = BlogPage.objects.filter(byline__isnull=False).order_by()
        found: QuerySet[BlogPage] = on_site(visible(posts), self.request)
        return found

    def get_queryset(self) -> "QuerySet[Author]":
        return Author.objects.filter(pk__in=self._posts().values("byline")).select_related("locale")

    def post_counts(self, items: Sequence[Author]) -> PostCounts:
        keys = [item.translation_key for item in items]
        posts = self._posts().filter(byline__translation_key__in=keys)
        return posts.values_list("locale_id", "byline__translation_key").annotate(count=Count("pk"))


class PartnersAPIViewSet(SnippetsAPIViewSet):
    """The partners that readers see."""

    model = Partner
    card = detail_shape = PartnerDetail
    orders = {"order": ("order", "name", "id"), "name": ("name", "id"), "-name": ("-name", "-id")}

    def get_queryset(self) -> "QuerySet[Partner]":
        return Partner.objects.shown().select_related("locale").prefetch_related("logo__renditions")

    def cards(self, items: Sequence[Partner]) -> list[PartnerDetail]:
        return [PartnerDetail(**item.shape, meta=self.meta(item)) for item in items]
