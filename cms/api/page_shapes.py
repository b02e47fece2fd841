"""The shapes of pages, whatever their kind: their meta, a mention of one, their languages."""

from typing import Annotated, Any

from django.conf import settings
from pydantic import Field
from typing_extensions import TypeAliasType, TypedDict

from cms.shapes import IsoDate


def _name_the_languages(schema: dict[str, Any]) -> None:
    schema["enum"] = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    schema["description"] = "The code of a language that the site knows, as `locale` takes it."


LocaleCode = TypeAliasType("LocaleCode", Annotated[str, Field(json_schema_extra=_name_the_languages)])
IsoTime = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


class PageMeta(TypedDict):
    """Where a page is and since when; times as ISO 8601, null before the first publication.

    `path` is what a frontend routes by: it begins with the prefix of the language, but for the default
    one. `html_url` is the same with the site's name, `detail_url` the page's one address in the API.
    """

    type: str
    detail_url: str
    html_url: str
    path: str
    slug: str
    locale: LocaleCode
    first_published_at: IsoTime | None
    last_published_at: IsoTime | None


class PageReference(TypedDict):
    """A page as others mention it."""

    id: int
    type: str
    title: str
    locale: LocaleCode
    path: str
    html_url: str
    detail_url: str


class Language(TypedDict):
    """The language that was asked for (null: any), the one that this is, and those that there are."""

    requested: LocaleCode | None
    served: LocaleCode
    available: list[LocaleCode]


class Languages(TypedDict):
    """A page's language and its visible translations."""

    language: Language
    translations: list[PageReference]


class PageCard(Languages):
    """A page in a list."""

    id: int
    meta: PageMeta
    title: str
    excerpt: str
    parent: PageReference | None


class Described(TypedDict):
    """What a page says of itself to search engines."""

    seo_title: str
    search_description: str


class PageDetail(PageCard, Described):
    """A page with all that it holds; each kind adds its own."""


class Fresh(TypedDict):
    """How far the text of a page still holds. Dates as ISO 8601."""

    last_checked: IsoDate | None
    is_out_of_date: bool
    out_of_date_note: str
    is_important: bool
