"""Documents to read and to download."""

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from cms.languages import html_lang
from cms.shapes.texts import IsoDate
from cms.visibility import publishable

if TYPE_CHECKING:
    from cms.media.models import Document


class DocumentShape(TypedDict):
    """A PDF; size in bytes, language as its tag or empty.

    `text_url` is where it can be read as text, page by page; None where no words were found in it.
    """

    id: int
    title: str
    url: str
    text_url: str | None
    kind: str
    size: int | None
    pages: int | None
    date: IsoDate | None
    language: str


def document(document: "Document | None") -> DocumentShape | None:
    """The shape of a document, or None where it is gone or its collection is private. One query."""
    if document is None:
        return None
    is_public = publishable(type(document).objects.filter(pk=document.pk)).exists()
    return public_document(document) if is_public else None


def public_document(document: "Document") -> DocumentShape:
    """The shape of a document of which is known that its collection is public. No query."""
    return DocumentShape(
        id=document.pk,
        title=document.title,
        url=document.url,
        text_url=document.text_address() if document.has_text else None,
        kind=document.kind,
        size=document.file_size,
        pages=document.page_count,
        date=document.date.isoformat() if document.date else None,
        language=html_lang(document.language) if document.language else "",
    )
