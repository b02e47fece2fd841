"""What the admin tells of the text of a document: in the answer to an upload, and on its own screen."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Collection

from cms.media import texts
from cms.media.pdf.reading import PageText, Reading
from cms.media.texts import read_document
from tests.factories import PDF, BlogPageFactory, DocumentFactory

pytestmark = pytest.mark.django_db
WORDS = "We ask that nobody needs a guarantor to rent a room."


@pytest.fixture
def found(monkeypatch):
    """What the next reading finds on each page, in place of the child."""

    def _found(*pages: str, problem: str = "") -> None:
        read = {number: PageText(text, is_ocr=False, is_done=True) for number, text in enumerate(pages, 1)}
        monkeypatch.setattr(texts, "read", lambda *_: Reading(len(pages), read, problem))

    return _found


@pytest.fixture
def reads_at_once(monkeypatch):
    """As outside a test, where the transaction of an upload ends before its answer is made."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work, **kwargs: work())


def soup(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content.decode(), "html.parser")


def uploaded(client):
    """The screen after the upload of a document."""
    data = {"title": "Letter", "language": "en", "collection": Collection.get_first_root_node().pk}
    file = SimpleUploadedFile("letter.pdf", PDF)
    return client.post("/admin/documents/add/", {**data, "file": file}, follow=True)


def warnings_after(answer) -> str:
    """What an admin screen warns of after a form was sent."""
    return " ".join(item.get_text() for item in soup(answer).select(".messages .warning"))


def test_the_answer_to_an_upload_says_what_could_not_be_read(admin_client, found, reads_at_once):
    found(problem="password")
    answer = uploaded(admin_client)
    assert "has a password" in warnings_after(answer)
    assert "Write a summary" in warnings_after(answer)


def test_the_answer_to_an_upload_that_could_be_read_warns_of_nothing(admin_client, found, reads_at_once):
    found(WORDS)
    answer = uploaded(admin_client)
    assert warnings_after(answer) == ""


@pytest.mark.parametrize(("problem", "told"), [("no_ocr", True), ("", False)])
def test_each_of_several_uploads_says_what_could_not_be_read(
    admin_client, found, reads_at_once, problem, told
):
    found("" if problem else WORDS, problem=problem)
    file = SimpleUploadedFile("letter.pdf", PDF)
    answer = admin_client.post("/admin/documents/multiple/add/", {"title": "Letter", "files[]": file})
    form = answer.json()["form"]
    assert ("tesseract" in form, "Write a summary" in form) == (told, told)
    assert "</form>" in form


@pytest.mark.parametrize(("fields", "told"), [({"read_again": "on"}, True), ({"title": "Other"}, False)])
def test_the_answer_to_a_change_warns_only_of_what_was_read_again(
    admin_client, found, reads_at_once, fields, told
):
    document = DocumentFactory(text_state="failed", text_problem="damaged")
    found(problem="damaged")
    data = {"title": "Letter", "language": "en", "collection": document.collection_id, **fields}
    answer = admin_client.post(f"/admin/documents/edit/{document.pk}/", data, follow=True)
    assert ("damaged" in warnings_after(answer)) is told


def test_the_editor_sees_the_first_page_that_has_words_and_its_number(admin_client, found):
    document = DocumentFactory()
    found("", "A scan of a stamp, and words below it", "Yours faithfully")
    read_document(document, 20)
    shown = soup(admin_client.get(f"/admin/documents/edit/{document.pk}/")).blockquote
    assert shown.get_text(strip=True) == "A scan of a stamp, and words below it"
    assert shown.find_previous("p").get_text(strip=True) == "Page 2"


@pytest.mark.parametrize("is_shown", [True, False])
def test_the_editor_is_led_to_all_the_words_once_they_are_public(admin_client, found, is_shown):
    document = DocumentFactory()
    found(WORDS)
    read_document(document, 20)
    if is_shown:
        BlogPageFactory(body=[("document", {"document": document})])
    screen = soup(admin_client.get(f"/admin/documents/edit/{document.pk}/"))
    link = screen.find("a", href=f"/documents/{document.pk}/text/")
    assert bool(link) is is_shown
    assert ("as soon as a published page shows" in screen.get_text()) is not is_shown


def test_a_new_document_is_not_asked_to_be_read_again(admin_client):
    assert "read_again" not in admin_client.get("/admin/documents/add/").content.decode()


@pytest.mark.parametrize(
    ("seconds", "told"), [(20, "only 20 seconds for it. Ask whoever runs the site"), (600, "Divide it into")]
)
def test_where_time_ran_out_the_editor_is_told_what_gives_more(settings, seconds, told):
    settings.DOCUMENT_SECONDS = seconds
    document = DocumentFactory.build(text_state="ocr", text_problem="time", pages_read=13, page_count=40)
    assert document.text_note.startswith("Reading took too long. 13 of 40 pages were read. ")
    assert told in document.text_note
