"""Makes the shapes of the pages that one answer is about."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils import translation
from django.utils.timezone import localtime
from wagtail.blocks import StreamValue
from wagtail.models import Page, PageQuerySet, Site

from cms.api import mentions
from cms.api.mentions import Mention, Relatives, mention_of
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
from cms.sites import are_several, home_paths, on_site, origin_of, root_paths
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


def _as_mention(page: Page | Mention) -> Mention:
    return page if isinstance(page, Mention) else mention_of(page)


@cache
def _first_part(code: str, script_prefix: str) -> str:
    """What the path of every page of a language begins with."""
    with translation.override(code):
        return reverse("wagtail_serve", args=[""])


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
        return self.translations({page.translation_key for page in pages}, above)

    def translations(self, keys: Iterable[UUID], paths: Iterable[str] = ()) -> Relatives:
        """The visible pages that have some translation keys, or stand at some paths; one query."""
        return mentions.relatives(self.roots.values(), list(keys), list(paths))

    def path(self, page: Page | Mention) -> str:
        """The path of a page's address, as Page.get_url_parts() makes it; empty for one that has none."""
        for begins, code in self._beginnings:
            if page.url_path.startswith(begins):
                return f"{_first_part(code, get_script_prefix())}{quote(page.url_path[len(begins) :])}"
        return ""

    @cached_property
    def _beginnings(self) -> list[tuple[str, str]]:
        """Where home pages stand in the tree, and their languages; those of the request's site first."""
        paths = root_paths(self.request)
        if are_several(self.request) and (site := Site.find_for_request(self.request)):
            paths = sorted(paths, key=lambda path: path.site_id != site.pk)
        return [(path.root_path, path.language_code) for path in paths]

    def detail_url(self, model: type[Model], pk: int) -> str:
        """The one address in the API of a page or another thing."""
        if model not in self._details:
            self._details[model] = reverse(f"api:{self.resource_of(model)}:listing")
        return f"{self.origin}{self._details[model]}{pk}/"

    def meta(self, of: Page | Mention) -> PageMeta:
        page = _as_mention(of)
        kind, path = page.kind, self.path(page)
        return PageMeta(
            type=kind._meta.label,
            detail_url=self.detail_url(kind, page.pk),
            html_url=f"{self.origin}{path}",
            path=path,
            slug=page.slug,
            locale=page.locale,
            first_published_at=time_of(page.first_published_at),
            last_published_at=time_of(page.last_published_at),
        )

    def reference(self, page: Page | Mention | None) -> PageReference | None:
        """A mention of a page; None for none."""
        return self._reference(_as_mention(page)) if page else None

    def _reference(self, page: Mention) -> PageReference:
        kind, path = page.kind, self.path(page)
        return PageReference(
            id=page.pk,
            type=kind._meta.label,
            title=page.title,
            locale=page.locale,
            path=path,
            html_url=f"{self.origin}{path}",
            detail_url=self.detail_url(kind, page.pk),
        )

    def languages(self, of: Page | Mention, relatives: Relatives) -> Languages:
        """`language` and `translations` of a page, from what was found of its relatives."""
        page = _as_mention(of)
        found = relatives.by_key.get(page.translation_key, [])
        available = [other.locale for other in found] or [page.locale]
        language = Language(requested=self.requested, served=page.locale, available=available)
        others = [self._reference(other) for other in found if other.pk != page.pk]
        return Languages(language=language, translations=others)

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
