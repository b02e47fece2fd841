"""“Read as text”: the words of a PDF as a page, for phones that cannot open it or pay for it."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from cms import shapes
from cms.addresses import absolute
from cms.lite import full_form, is_lite
from cms.media.models import Document
from cms.visibility import pages_showing, visible_documents

# How much one answer holds; the lite form may weigh 14 KB, where Chinese takes the most.
CHARACTERS, CHARACTERS_OF_LITE = 40_000, 6_000
MOST_SHOWN_IN = 10


@dataclass(frozen=True)
class Part:
    """The pages of a document that one answer shows, by their numbers."""

    first: int
    last: int


@dataclass(frozen=True)
class Sheet:
    """One page of a document, in paragraphs."""

    number: int
    paragraphs: list[str]


@require_safe
def document_text(request: HttpRequest, pk: int) -> HttpResponse:
    """A document's text in parts; `?page=37` shows the part that holds the PDF's page 37.

    Raises Http404 for what not everybody may see, and where there are no words. A language that the
    site does not speak leads to one that it does.
    """
    document = visible_documents(Document.objects.filter(pk=pk)).first()
    if document is None or not document.has_text:
        raise Http404(gettext("There is no such document."))
    locales = set(Locale.objects.values_list("language_code", flat=True))
    if get_language() not in locales:
        with override(settings.LANGUAGE_CODE):
            return redirect("document_text", pk)
    parts = _parts(document)
    wanted = _number(request.GET.get("page", ""))
    shown = next((number for number, part in enumerate(parts, 1) if wanted <= part.last), len(parts))
    part = parts[shown - 1]
    rows = list(document.text_pages.filter(number__range=(part.first, part.last)))
    shown_in = pages_showing(document).select_related("locale").order_by("-first_published_at", "-pk")
    context = {
        "document": shapes.document(document),
        "language": shapes.language_attributes(document.language),
        "is_ocr": any(row.is_ocr for row in rows),
        "sheets": [Sheet(row.number, row.text.split("\n")) for row in rows],
        "part": part,
        "parts": parts,
        "previous": parts[shown - 2] if shown > 1 else None,
        "next": parts[shown] if shown < len(parts) else None,
        "shown_in": shown_in[:MOST_SHOWN_IN],
        "address": _canonical(document, part, locales),
        "unread": (document.page_count or 0) - document.pages_read,
    }
    return render(request, "document_text.html", context)


def _parts(document: Document) -> list[Part]:
    """A document's pages in as few answers as their words allow, at least one page in each."""
    room = CHARACTERS_OF_LITE if is_lite() else CHARACTERS
    groups: list[list[int]] = []
    filled = 0
    for number, length in document.text_pages.values_list("number", Length("text")).order_by("number"):
        if not groups or filled + length > room:
            groups.append([])
            filled = 0
        groups[-1].append(number)
        filled += length
    return [Part(group[0], group[-1]) for group in groups]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 1


@full_form()
def _canonical(document: Document, part: Part, locales: set[str]) -> str:
    """The one address that search engines shall know: in the document's language, if the site speaks it."""
    language = document.language if document.language in locales else settings.LANGUAGE_CODE
    with override(language):
        address = absolute(reverse("document_text", args=[document.pk]))
    return address if part.first == 1 else f"{address}?page={part.first}"
