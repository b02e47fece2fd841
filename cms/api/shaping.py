"""Makes the shapes of the pages that one answer is about."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localtime
from wagtail.blocks import StreamValue
from wagtail.models import Page, PageQuerySet

from cms.api.page_shapes import (
    Described,
    Fresh,
    Language,
    Languages,
    PageCard,
    PageDetail,
    PageMeta,
    PageReference,
)
from cms.articles import ArticleMixin
from cms.pages import BasePage
from cms.sites import home_paths, on_site, origin_of
from cms.targets import Targets
from cms.visibility import visible


def time_of(moment: datetime.datetime | None) -> str | None:
    """A moment in the site's time zone as ISO 8601."""
    return localtime(moment).isoformat(timespec="seconds") if moment else None


def kind_of(page: Page) -> type[Page]:
    """The model of a page's own kind, however it was fetched."""
    return page.specific_class or type(page)


def described(page: Page) -> Described:
    return Described(seo_title=page.seo_title, search_description=page.search_description)


def fresh(article: ArticleMixin) -> Fresh:
    return Fresh(
        last_checked=article.last_checked.isoformat() if article.last_checked else None,
        is_out_of_date=article.is_out_of_date,
        out_of_date_note=article.out_of_date_note,
        is_important=article.is_important,
    )


class Relatives:
    """Pages that others mention, all found in one query: translations, parents, neighbours, related."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._pages = list(pages)

    @cached_property
    def by_id(self) -> dict[int, Page]:
        return {page.pk: page for page in self._pages}

    @cached_property
    def by_path(self) -> dict[str, Page]:
        return {page.path: page for page in self._pages}

    @cached_property
    def by_key(self) -> Mapping[UUID, list[Page]]:
        """The pages that are translations of each other, in the order of the site's languages."""
        order = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
        found: defaultdict[UUID, list[Page]] = defaultdict(list)
        for page in self._pages:
            found[page.translation_key].append(page)
        for pages in found.values():
            pages.sort(key=lambda page: order.index(page.locale.language_code))
        return found


@dataclass
class PageShapes:
    """Makes the shapes of pages for one answer. `requested` is the language that was asked for."""

    request: HttpRequest
    resource_of: Callable[[type[Model]], str]
    requested: str | None = None
    _details: dict[type[Model], str] = field(default_factory=dict)

    @cached_property
    def origin(self) -> str:
        return origin_of(self.request)

    @property
    def is_preview(self) -> bool:
        """Whether pages are shown that may differ from what is published."""
        return bool(getattr(getattr(self.request, "_request", self.request), "is_preview", False))

    @cached_property
    def roots(self) -> dict[str, str]:
        """Where the home pages stand in the tree, by language."""
        return home_paths(self.request)

    def reachable(self, pages: PageQuerySet) -> PageQuerySet:
        """The pages of a queryset that stand on this site and pass the one gate."""
        return on_site(visible(pages), self.request)

    def relatives(self, pages: Iterable[Page]) -> Relatives:
        """The visible ones among some pages, their translations and those above them; one query."""
        pages = list(pages)
        above = {page.path[: -Page.steplen] for page in pages}
        return self.translations({page.translation_key for page in pages}, Q(path__in=above))

    def translations(self, keys: Iterable[UUID], more: Q | None = None) -> Relatives:
        """The visible pages that have some translation keys, or answer to `more`; one query."""
        wanted = Q(translation_key__in=list(keys))
        if more:
            wanted |= more
        return Relatives(self.reachable(Page.objects.filter(wanted)).select_related("locale"))

    def path(self, page: Page) -> str:
        parts = page.get_url_parts(self.request)
        return str(parts[2]) if parts else ""

    def detail_url(self, model: type[Model], pk: int) -> str:
        """The one address in the API of a page or another thing."""
        if model not in self._details:
            self._details[model] = reverse(f"api:{self.resource_of(model)}:listing")
        return f"{self.origin}{self._details[model]}{pk}/"

    def meta(self, page: Page) -> PageMeta:
        kind, path = kind_of(page), self.path(page)
        return PageMeta(
            type=kind._meta.label,
            detail_url=self.detail_url(kind, page.pk),
            html_url=f"{self.origin}{path}",
            path=path,
            slug=page.slug,
            locale=page.locale.language_code,
            first_published_at=time_of(page.first_published_at),
            last_published_at=time_of(page.last_published_at),
        )

    def reference(self, page: Page | None) -> PageReference | None:
        """A mention of a page; None for none."""
        return self._mention(page) if page else None

    def _mention(self, page: Page) -> PageReference:
        kind, path = kind_of(page), self.path(page)
        return PageReference(
            id=page.pk,
            type=kind._meta.label,
            title=page.title,
            locale=page.locale.language_code,
            path=path,
            html_url=f"{self.origin}{path}",
            detail_url=self.detail_url(kind, page.pk),
        )

    def languages(self, page: Page, relatives: Relatives) -> Languages:
        """`language` and `translations` of a page, from what was found of its relatives."""
        others = [other for other in relatives.by_key[page.translation_key] if other.pk != page.pk]
        served = page.locale.language_code
        available = [other.locale.language_code for other in relatives.by_key[page.translation_key]]
        language = Language(requested=self.requested, served=served, available=available or [served])
        return Languages(language=language, translations=list(map(self._mention, others)))

    def blocks(self, value: StreamValue, page: Page, targets: Targets | None = None) -> list[dict[str, Any]]:
        """A body as its blocks, each with type, value and id; `targets` were fetched for several bodies."""
        context = {"page": page, "request": self.request, **({"targets": targets} if targets else {})}
        found: list[dict[str, Any]] = value.stream_block.get_api_representation(value, context=context)
        return found

    def card(self, page: Page, excerpt: str, relatives: Relatives) -> PageCard:
        return PageCard(
            id=page.pk,
            meta=self.meta(page),
            title=page.title,
            excerpt=excerpt,
            parent=self.reference(relatives.by_path.get(page.path[: -Page.steplen])),
            **self.languages(page, relatives),
        )

    def detail(self, page: BasePage) -> PageDetail:
        """What the detail of every kind of page begins with."""
        relatives = self.relatives([page])
        card = self.card(page, page.summary, relatives)
        return PageDetail(**card, **described(page))
