"""The resource urls/: every page that everybody may see, for who builds a whole site from the API."""

from collections.abc import Mapping, Sequence

from typing_extensions import TypedDict
from wagtail.models import Page, PageQuerySet

from cms.api.page_shapes import IsoTime, LocaleCode
from cms.api.pages import page_types
from cms.api.parameters import Parameter, language, one_of, several, whole_number
from cms.api.shaping import time_of
from cms.api.viewsets import DEFAULT_LIMIT, ReadAPIViewSet

HIGHEST_LIMIT = 1_000


class TranslatedPath(TypedDict):
    """The same page in another language."""

    locale: LocaleCode
    path: str


class Address(TypedDict):
    """One page: `id` and `type` lead to its detail, `last_published_at` says when to build it anew."""

    id: int
    path: str
    type: str
    locale: LocaleCode
    last_published_at: IsoTime | None
    translations: list[TranslatedPath]


class UrlsAPIViewSet(ReadAPIViewSet):
    """The addresses of all pages, with nothing of what stands on them."""

    model = Page
    card = Address
    has_details = False
    list_parameters: Mapping[str, Parameter] = {
        "type": several(one_of(page_types())).meaning("The kinds of the pages."),
        "locale": several(language()).meaning("The languages of the items; all without it."),
        **ReadAPIViewSet.list_parameters,
        "limit": whole_number(1, HIGHEST_LIMIT).meaning(f"How many items come; {DEFAULT_LIMIT} without it."),
    }
    orders = {
        "id": ("id",),
        "-last_published_at": ("-last_published_at", "-id"),
        "last_published_at": ("last_published_at", "id"),
    }

    def get_queryset(self) -> PageQuerySet:
        return self.shapes.reachable(Page.objects.select_related("locale"))

    def filter_queryset(self, queryset: PageQuerySet) -> PageQuerySet:
        pages: PageQuerySet = super().filter_queryset(queryset)
        if names := self.asked.get("type"):
            pages = pages.type(*(page_types()[name] for name in names))
        if codes := self.asked.get("locale"):
            pages = pages.filter(locale__language_code__in=codes)
        return pages

    def cards(self, items: Sequence[Page]) -> list[Address]:
        relatives = self.shapes.translations({page.translation_key for page in items})
        paths = {page.pk: self.shapes.path(page) for page in relatives.by_id.values()}
        return [
            Address(
                id=page.pk,
                path=paths[page.pk],
                type=page.specific_class._meta.label,
                locale=page.locale.language_code,
                last_published_at=time_of(page.last_published_at),
                translations=[
                    TranslatedPath(locale=other.locale, path=paths[other.pk])
                    for other in relatives.by_key.get(page.translation_key, [])
                    if other.pk != page.pk
                ],
            )
            for page in items
            if page.pk in paths
        ]
