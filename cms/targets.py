"""What links lead to: looked up once for a text, or for all texts and blocks of a body."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import get_language
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text.rewriters import LinkRewriter

from cms import shapes
from cms.visibility import publishable, visible

if TYPE_CHECKING:
    from cms.media.models import Document

LONGEST_ID = 18  # digits that every database takes as a number


class Targets:
    """The pages and documents that links lead to, as far as everybody may see them.

    Two queries for the pages and their translations, one for the documents; none for what nobody
    links to. `tags` are the attributes of <a> elements as Wagtail stores them; those that lead to a page
    lead to its translation in the reader's language, where there is one.
    """

    def __init__(
        self,
        tags: Iterable[Mapping[str, str]] = (),
        pages: Iterable[int] = (),
        documents: Iterable[int] = (),
    ) -> None:
        linked: dict[str, set[int]] = {"page": set(), "document": set()}
        for attrs in tags:
            if (pk := _id(attrs)) and (of_a_kind := linked.get(attrs.get("linktype", ""))) is not None:
                of_a_kind.add(pk)
        self._tagged = linked["page"]
        self._page_ids = {*pages, *linked["page"]}
        self._document_ids = {*documents, *linked["document"]}

    def link(self, attrs: Mapping[str, str], title: str) -> shapes.Link:
        """Where an <a> element with these attributes and words leads."""
        match attrs.get("linktype"):
            case "page":
                return shapes.link_to_page(self._translated(_id(attrs)), title)
            case "document":
                return shapes.link_to_document(self._public_document(_id(attrs)), title)
            case None:
                return shapes.link_to_address(attrs.get("href", ""), title)
            case _:
                return shapes.broken_link("web", title)

    def page_link(self, page: Page, title: str = "") -> shapes.Link:
        """The link to a page that was chosen for a block."""
        return shapes.link_to_page(self._public_page(page.pk), title)

    def document(self, document: "Document | None") -> shapes.DocumentShape | None:
        """The shape of a document that was chosen for a block; None where it is gone or private."""
        found = self._public_document(document.pk) if document else None
        return shapes.public_document(found) if found else None

    @cached_property
    def pages(self) -> dict[int, Page]:
        """The pages, each with `is_public`."""
        if not self._page_ids:
            return {}
        public = Exists(visible(Page.objects.filter(pk=OuterRef("pk"))))
        return Page.objects.select_related("locale").annotate(is_public=public).in_bulk(self._page_ids)

    @cached_property
    def documents(self) -> "dict[int, Document]":
        """The documents, each with `is_public`."""
        if not self._document_ids:
            return {}
        documents = get_document_model().objects
        public = Exists(publishable(documents.filter(pk=OuterRef("pk"))))
        found: dict[int, Document] = documents.annotate(is_public=public).in_bulk(self._document_ids)
        return found

    @cached_property
    def _translations(self) -> dict[object, Page]:
        language = get_language()
        linked = (page for pk in self._tagged if (page := self._public_page(pk)))
        keys = {page.translation_key for page in linked if page.locale.language_code != language}
        if not keys:
            return {}
        own = visible(Page.objects.filter(translation_key__in=keys, locale__language_code=language))
        return {page.translation_key: page for page in own.select_related("locale")}

    def _public_page(self, pk: int | None) -> Page | None:
        page = self.pages.get(pk or 0)
        return page if page and page.is_public else None

    def _public_document(self, pk: int | None) -> "Document | None":
        document = self.documents.get(pk or 0)
        return document if document and document.is_public else None

    def _translated(self, pk: int | None) -> Page | None:
        page = self._public_page(pk)
        return self._translations.get(page.translation_key, page) if page else None


def tags_of(html: str) -> list[dict[str, str]]:
    """The attributes of the <a> elements of a text, as Wagtail reads them."""
    matches = LinkRewriter().extract_tags(html)
    return [match.attrs for of_a_kind in matches.values() for match in of_a_kind]


def _id(attrs: Mapping[str, str]) -> int | None:
    text = attrs.get("id") or ""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_ID else None
