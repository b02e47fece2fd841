"""Keeps the text of documents: what the child read is stored page by page, and others are told."""

from collections.abc import Iterable

from django.db import transaction

from cms.media.models import TEXT_FIELDS, Document, DocumentPage
from cms.media.pdf.reading import Reading, read
from cms.media.signals import document_text_changed
from cms.media.text_states import Problem, TextState
from cms.versions import raise_version

UNREADABLE = (Problem.PASSWORD, Problem.DAMAGED, Problem.STOPPED, Problem.TIME, Problem.LOST)


def read_document(document: Document, seconds: int) -> bool:
    """Reads a document's file and stores its text; whether anything changed."""
    try:
        with document.open_file() as file:
            reading = read(file, document.language, seconds)
    except FileNotFoundError:
        reading = Reading(problem=Problem.LOST)
    return _store(document, reading)


def _store(document: Document, reading: Reading) -> bool:
    pages = [
        DocumentPage(document=document, number=number, text=page.text, is_ocr=page.is_ocr)
        for number, page in sorted(reading.pages.items())
        if page.text
    ]
    known = {
        "page_count": reading.page_count,
        "pages_read": sum(page.is_done for page in reading.pages.values()),
        "text_state": _state(pages, reading.problem),
        "text_problem": reading.problem,
    }
    with transaction.atomic():
        # Nobody may have put another file in its place in the meantime.
        same = Document.objects.select_for_update().filter(pk=document.pk, file=document.file.name)
        before = same.values(*TEXT_FIELDS).first()
        if before is None:
            return False
        has_new_text = _told(pages) != _told(document.text_pages.all())
        if not has_new_text and before == known:
            return False
        same.update(**known)
        if has_new_text:
            document.text_pages.all().delete()
            DocumentPage.objects.bulk_create(pages)
        raise_version()
    document.refresh_from_db(fields=TEXT_FIELDS)
    if has_new_text:
        document_text_changed.send(sender=Document, document=document)
    return True


def _state(pages: list[DocumentPage], problem: str) -> TextState:
    if any(page.is_ocr for page in pages):
        return TextState.OCR
    if pages:
        return TextState.LAYER
    return TextState.FAILED if problem in UNREADABLE else TextState.NOTHING


def _told(pages: Iterable[DocumentPage]) -> list[tuple[int, str, bool]]:
    return [(page.number, page.text, page.is_ocr) for page in pages]
