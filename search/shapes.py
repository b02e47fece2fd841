"""What a search looks like as JSON. Keys that end in _html hold HTML: text, escaped, with <mark>."""

from typing import Annotated, Any
from urllib.parse import urljoin

from pydantic import Field
from typing_extensions import TypeAliasType, TypedDict

from cms.api.page_shapes import LocaleCode, PageMeta
from cms.languages import Direction, direction, html_lang
from cms.shapes import IsoDate
from search.facets import FACETS
from search.kinds import Kind
from search.promotions import Promotion
from search.results import DocumentHit, Found, Result, Way

ResultKind = TypeAliasType(
    "ResultKind", Annotated[str, Field(json_schema_extra={"enum": Kind.values}, description=Kind.__doc__)]
)


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
    excerpt_dir: Direction
    date: IsoDate | None
    byline_html: str | None
    kind: ResultKind
    categories: list[str]
    is_out_of_date: bool
    document: DocumentHitShape | None


class ChoiceShape(TypedDict):
    """One choice: what the parameter takes, its words for people, and how many results it would leave."""

    value: str
    label: str
    count: int
    is_chosen: bool


class PromotionShape(TypedDict):
    """What moderators put first; id and locale are null for an address elsewhere."""

    id: int | None
    html_url: str
    locale: LocaleCode | None
    title: str
    description: str


class SuggestionShape(TypedDict):
    """A page whose title goes on as the words do."""

    title: str
    html_url: str
    path: str
    locale: LocaleCode
    lang: str
    dir: Direction
    kind: ResultKind


class SearchMeta(TypedDict):
    """How many there are, and how they were found.

    `is_more`: the search stopped before it had counted all. `query` are the words that were looked for in
    the end, `correction` the same where their spelling was corrected.
    """

    total_count: int
    is_more: bool
    way: Way
    query: str
    correction: str | None


class FacetsShape(TypedDict):
    """What the results can be narrowed by; empty where there is nothing to choose."""

    category: list[ChoiceShape]
    year: list[ChoiceShape]
    locale: list[ChoiceShape]
    kind: list[ChoiceShape]


class SearchAnswer(TypedDict):
    """What a search found; `promoted` is what moderators put first."""

    meta: SearchMeta
    promoted: list[PromotionShape]
    facets: FacetsShape
    items: list[ResultCard]


class Suggestions(TypedDict):
    """The titles that go on as the words do."""

    items: list[SuggestionShape]


def meta(found: Found) -> dict[str, Any]:
    """How many, and how they were found; as SearchMeta."""
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
