"""The shapes of pages, whatever their kind: their meta, a mention of one, their languages."""

from typing_extensions import TypedDict


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
    locale: str
    first_published_at: str | None
    last_published_at: str | None


class PageReference(TypedDict):
    """A page as others mention it."""

    id: int
    type: str
    title: str
    locale: str
    path: str
    html_url: str
    detail_url: str


class Language(TypedDict):
    """The language that was asked for (null: any), the one that this is, and those that there are."""

    requested: str | None
    served: str
    available: list[str]


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


class PageDetail(PageCard):
    """A page with all that it holds; each kind adds its own."""

    seo_title: str
    search_description: str
