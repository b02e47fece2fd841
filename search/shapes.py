"""What a search looks like as JSON. Keys that end in _html hold HTML: text, escaped, with <mark>."""

from typing import Any
from urllib.parse import urljoin

from typing_extensions import TypedDict

from cms.api.page_shapes import PageMeta
from cms.languages import direction, html_lang
from search.facets import FACETS
from search.promotions import Promotion
from search.results import DocumentHit, Found, Result


class DocumentHitShape(TypedDict):
    """The page of a document that was hit; `page` counts from 1, `text_url` is null without a text."""

    id: int
    title: str
    url: str
    text_url: str | None
    page: int


class ResultCard(TypedDict):
    """A page that was found."""

    id: int
    meta: PageMeta
    title: str
    title_html: str
    excerpt_html: str
    excerpt_lang: str
    excerpt_dir: str
    date: str | None
    byline_html: str | None
    kind: str
    categories: list[str]
    is_out_of_date: bool
    document: DocumentHitShape | None


class ChoiceShape(TypedDict):
    value: str
    label: str
    count: int
    is_chosen: bool


class PromotionShape(TypedDict):
    """What moderators put first; id and locale are null for an address elsewhere."""

    id: int | None
    html_url: str
    locale: str | None
    title: str
    description: str


class SuggestionShape(TypedDict):
    title: str
    html_url: str
    path: str
    locale: str
    lang: str
    dir: str
    kind: str


def meta(found: Found) -> dict[str, Any]:
    """How many, and how they were found."""
    return {
        "total_count": found.total,
        "is_more": found.is_more,
        "way": str(found.way),
        "query": found.words,
        "correction": found.correction or None,
    }


def result(result: Result, meta: PageMeta) -> ResultCard:
    return ResultCard(
        id=result.page.pk,
        meta=meta,
        title=result.page.title,
        title_html=str(result.title),
        excerpt_html=str(result.excerpt),
        excerpt_lang=html_lang(result.excerpt_language),
        excerpt_dir=direction(result.excerpt_language),
        date=result.date.isoformat() if result.date else None,
        byline_html=str(result.byline) if result.byline else None,
        kind=result.kind,
        categories=result.categories,
        is_out_of_date=result.is_out_of_date,
        document=_document(result.document) if result.document else None,
    )


def _document(hit: DocumentHit) -> DocumentHitShape:
    return DocumentHitShape(
        id=hit.id, title=hit.title, url=hit.url, text_url=hit.text_url or None, page=hit.number
    )


def facets(found: Found) -> dict[str, list[ChoiceShape]]:
    """All facets by name; empty where there is nothing to choose."""
    choices = {facet.name: facet.choices for facet in found.facets}
    return {
        name: [
            ChoiceShape(
                value=choice.value, label=choice.label, count=choice.count, is_chosen=choice.is_chosen
            )
            for choice in choices.get(name, [])
        ]
        for name in FACETS
    }


def promotion(promotion: Promotion, origin: str) -> PromotionShape:
    return PromotionShape(
        id=promotion.page_id,
        html_url=urljoin(origin, promotion.url),
        locale=promotion.language,
        title=promotion.title,
        description=promotion.description,
    )


def suggestion(meta: PageMeta, title: str, kind: str) -> SuggestionShape:
    code = meta["locale"]
    return SuggestionShape(
        title=title,
        html_url=meta["html_url"],
        path=meta["path"],
        locale=code,
        lang=html_lang(code),
        dir=direction(code),
        kind=kind,
    )
