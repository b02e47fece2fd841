"""From the upload of a PDF to its words: what is stored, what the editor is told, when it is read again."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from wagtail.models import Collection

from cms import versions
from cms.media import texts
from cms.media.models import Document, DocumentPage
from cms.media.pdf.reading import PageText, Reading
from cms.media.signals import document_text_changed
from tests import pdfs
from tests.factories import DocumentFactory

pytestmark = pytest.mark.django_db
WORDS = "We ask that nobody needs a guarantor to rent a room."
NAMES = ("text_state", "text_problem", "page_count", "pages_read")


@pytest.fixture
def upload(admin_client, django_capture_on_commit_callbacks):
    """Sends the form for a new document; gives it as it stands afterwards."""

    def _upload(content: bytes, **fields: str) -> Document:
        collection = Collection.get_first_root_node().pk
        file = SimpleUploadedFile("letter.pdf", content)
        data = {"title": "Letter", "language": "en", "collection": collection, "file": file, **fields}
        with django_capture_on_commit_callbacks(execute=True):
            assert admin_client.post("/admin/documents/add/", data).status_code == 302
        return Document.objects.latest("pk")

    return _upload


@pytest.fixture
def save(admin_client, django_capture_on_commit_callbacks):
    """Sends the form of a document that there is."""

    def _save(document: Document, **fields: object) -> None:
        data = {
            "title": "Letter",
            "language": document.language,
            "collection": document.collection_id,
            **fields,
        }
        with django_capture_on_commit_callbacks(execute=True):
            assert admin_client.post(f"/admin/documents/edit/{document.pk}/", data).status_code == 302
        document.refresh_from_db()

    return _save


@pytest.fixture
def found(monkeypatch):
    """What the next reading finds, in place of the child."""

    def _found(*pages: PageText, total: int | None = None, problem: str = "") -> list[str]:
        asked: list[str] = []

        def read(file, language, seconds):
            asked.append(language)
            return Reading(total or len(pages), dict(enumerate(pages, 1)), problem)

        monkeypatch.setattr(texts, "read", read)
        return asked

    return _found


@pytest.fixture
def changes():
    heard: list[Document] = []

    def hear(document, **kwargs):
        heard.append(document)

    document_text_changed.connect(hear, sender=Document)
    yield heard
    document_text_changed.disconnect(hear, sender=Document)


def page(text: str = WORDS, *, is_ocr: bool = False, is_done: bool = True) -> PageText:
    return PageText(text, is_ocr, is_done)


def known(document: Document) -> tuple:
    return tuple(getattr(document, name) for name in NAMES)


def words(document: Document) -> list[tuple[int, str]]:
    return list(document.text_pages.values_list("number", "text"))


def test_the_words_of_an_uploaded_pdf_are_kept_page_by_page(upload):
    document = upload(pdfs.pdf(WORDS, "Yours faithfully, for the Refugee Union"))
    assert known(document) == ("layer", "", 2, 2)
    assert words(document) == [(1, WORDS), (2, "Yours faithfully, for the Refugee Union")]


def test_a_pdf_of_which_the_words_cannot_be_read_is_uploaded_and_says_so(upload, admin_client, monkeypatch):
    monkeypatch.setattr(texts, "read", lambda *_: Reading(problem="time"))
    document = upload(pdfs.pdf(WORDS))
    assert document.text_state == "failed"
    screen = admin_client.get(f"/admin/documents/edit/{document.pk}/").content.decode()
    assert "Reading took too long" in screen
    assert "Write a summary" in screen


def test_several_uploads_at_once_are_read_too(admin_client, django_capture_on_commit_callbacks):
    file = SimpleUploadedFile("letter.pdf", pdfs.pdf(WORDS))
    with django_capture_on_commit_callbacks(execute=True):
        answer = admin_client.post("/admin/documents/multiple/add/", {"title": "Letter", "files[]": file})
    assert answer.json()["success"] is True
    assert words(Document.objects.get()) == [(1, WORDS)]


@pytest.mark.parametrize(
    ("pages", "problem", "state", "told"),
    [
        ([page(), page("")], "", "layer", ""),
        ([page(), page(is_ocr=True)], "", "ocr", ""),
        ([page("")], "", "nothing", "No words were found"),
        ([page("", is_done=False)], "no_ocr", "nothing", "tesseract"),
        ([page(), page("", is_done=False)], "no_language", "layer", "tesseract"),
        ([page(), page("", is_done=False)], "time", "layer", "1 of 2 pages were read."),
        ([page()] * 2, "stopped", "layer", "broke off"),
        ([], "time", "failed", "took too long"),
    ],
)
def test_an_editor_is_told_in_whole_sentences(found, pages, problem, state, told):
    document = DocumentFactory()
    found(*pages, problem=problem)
    texts.read_document(document, 20)
    assert document.text_state == state
    assert told in document.text_note
    assert bool(document.text_note) == bool(told)


def test_a_long_document_says_how_far_reading_came(found):
    document = DocumentFactory()
    found(page(), page(), total=5_000, problem="long")
    texts.read_document(document, 20)
    assert document.text_note == "This document is too long to be read as a whole. 2 of 5000 pages were read."


def test_a_document_whose_file_is_lost_says_so():
    document = DocumentFactory()
    document.file.storage.delete(document.file.name)
    texts.read_document(document, 20)
    assert document.text_note.startswith("The file is gone.")


def test_new_words_are_told_and_shown_at_once(found, changes):
    document = DocumentFactory()
    before = versions.current()
    found(page())
    texts.read_document(document, 20)
    assert changes == [document]
    assert versions.current() > before


def test_what_is_read_again_and_the_same_changes_nothing(found, changes):
    document = DocumentFactory()
    found(page())
    texts.read_document(document, 20)
    rows = list(DocumentPage.objects.values_list("pk", flat=True))
    before = versions.current()
    assert not texts.read_document(document, 20)
    assert (len(changes), versions.current()) == (1, before)
    assert list(DocumentPage.objects.values_list("pk", flat=True)) == rows


def test_another_file_forgets_the_words_of_the_first(found):
    document = DocumentFactory()
    found(page())
    texts.read_document(document, 20)
    document.file = ContentFile(pdfs.pdf("Something else"), name="other.pdf")
    document.save()
    assert known(document) == ("waiting", "", None, 0)
    assert words(document) == []


def test_another_file_is_read_by_itself(upload, save):
    document = upload(pdfs.pdf(WORDS))
    save(
        document, file=SimpleUploadedFile("letter.pdf", pdfs.pdf("Now we ask for something else altogether."))
    )
    assert words(document) == [(1, "Now we ask for something else altogether.")]


def test_words_of_a_file_that_was_replaced_meanwhile_are_dropped(found):
    stale = DocumentFactory()
    document = Document.objects.get(pk=stale.pk)
    document.file = ContentFile(pdfs.pdf(WORDS), name="other.pdf")
    document.save()
    found(page())
    assert not texts.read_document(stale, 20)
    assert words(document) == []


def test_saving_an_old_copy_keeps_what_the_task_found(found):
    document = DocumentFactory()
    stale = Document.objects.get(pk=document.pk)
    found(page())
    texts.read_document(document, 20)
    stale.title = "Another title"
    stale.save()
    assert known(Document.objects.get(pk=document.pk)) == ("layer", "", 1, 1)


def test_a_scan_is_read_again_when_its_language_is_corrected(found, save):
    document = DocumentFactory()
    found(page(is_ocr=True))
    texts.read_document(document, 20)
    asked = found(page("難民聯會", is_ocr=True))
    save(document, language="zh-hant")
    assert (asked, words(document)) == (["zh-hant"], [(1, "難民聯會")])


def test_a_new_title_reads_nothing_again(found, save):
    document = DocumentFactory()
    asked = found(page())
    save(document, title="Another title")
    assert asked == []


def test_an_editor_can_have_it_read_again(found, save):
    document = DocumentFactory(text_state="failed", text_problem="time")
    found(page())
    save(document, read_again="on")
    assert known(document)[:2] == ("layer", "")


def test_the_words_go_with_the_document(found):
    document = DocumentFactory()
    found(page())
    texts.read_document(document, 20)
    document.delete()
    assert not DocumentPage.objects.exists()


def test_the_command_reads_what_waits_and_nothing_twice(found, capsys):
    waiting = DocumentFactory()
    DocumentFactory(text_state="layer")
    asked = found(page())
    call_command("extract_texts")
    call_command("extract_texts")
    assert len(asked) == 1
    assert words(waiting) == [(1, WORDS)]
    assert capsys.readouterr().out.splitlines()[0] == "Documents read: 1, changed: 1."
