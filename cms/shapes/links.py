"""Where things lead."""

from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from typing_extensions import TypedDict
from wagtail.models import Page

from cms.languages import html_lang
from cms.visibility import visible

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.media.models import Document

LinkKind = Literal["page", "document", "web", "email", "phone"]
# What a link may begin with; an address without any leads to a place of this site.
SCHEMES: dict[str, LinkKind] = {
    "": "web",
    "http": "web",
    "https": "web",
    "mailto": "email",
    "tel": "phone",
}


class Link(TypedDict):
    """Where something leads; `title` are its words.

    `url` is the address, `path` what a frontend routes by: null for all but pages. `id` is that of the
    page or document, `language` the tag of the page's language. What is gone or not public has none
    of them: `is_broken` is true, and a frontend shows the words alone.
    """

    kind: LinkKind
    id: int | None
    url: str | None
    path: str | None
    title: str
    language: str | None
    is_broken: bool


def broken_link(kind: LinkKind, title: str) -> Link:
    """A link that leads nowhere any more: its words, and nothing of what it led to."""
    return Link(kind=kind, id=None, url=None, path=None, title=title, language=None, is_broken=True)


def link_to_page(page: Page | None, title: str = "", request: "HttpRequest | None" = None) -> Link:
    """A link to a page that everybody may see; broken where there is none. Reads the page's locale."""
    url = page.get_url(request) if page else None
    if page is None or url is None:
        return broken_link("page", title)
    return Link(
        kind="page",
        id=page.pk,
        url=url,
        path=url if url.startswith("/") else None,  # a page of another site has none here
        title=title or page.title,
        language=html_lang(page.locale.language_code),
        is_broken=False,
    )


def link_to_document(document: "Document | None", title: str = "") -> Link:
    """A link to a document that everybody may read; broken where there is none."""
    if document is None:
        return broken_link("document", title)
    return Link(
        kind="document",
        id=document.pk,
        url=document.url,
        path=None,
        title=title or document.title,
        language=None,
        is_broken=False,
    )


def link_to_address(url: str, title: str = "") -> Link:
    """A link to an address elsewhere, a mailbox or a telephone; broken where it is none of these."""
    try:
        kind = SCHEMES.get(urlsplit(url).scheme)
    except ValueError:
        kind = None
    if not url or kind is None:
        return broken_link("web", title)
    return Link(kind=kind, id=None, url=url, path=None, title=title or url, language=None, is_broken=False)


def page_link(page: Page | None, request: "HttpRequest | None" = None, title: str = "") -> Link | None:
    """The link to a page as it was chosen, broken where not everybody may see it. One query.

    None where nothing was chosen: neither a page nor words for a link.
    """
    if page is None:
        return broken_link("page", title) if title else None
    found = visible(Page.objects.filter(pk=page.pk)).select_related("locale").first()
    return link_to_page(found, title, request)
