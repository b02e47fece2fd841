"""Whatever way an upload comes in: it is stored clean, or refused with a sentence."""

import re
from io import BytesIO

import pikepdf
import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from PIL import Image as Pillow
from wagtail.models import Collection, UploadedFile
from wagtail.models.api import APIToken

from cms.accounts.models import User
from cms.media.cleaning import clean_document, clean_picture
from cms.media.models import Document, Image
from cms.media.pdf.reading import read
from cms.media.refusals import SENTENCES, RefusedError
from cms.media.tasks import make_renditions
from tests import hostile
from tests.factories import PDF, BlogPageFactory, DocumentFactory

pytestmark = pytest.mark.django_db
FOCUS = {f"focal_point_{part}": "" for part in ("x", "y", "width", "height")}
NAME = "amina-arrested.jpeg"


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def unpacked(content: bytes) -> bytes:
    """A PDF with all of its parts in plain sight."""
    file = BytesIO()
    opened(content).save(file, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return file.getvalue()


def tells(content: bytes) -> bool:
    """Whether a file still says what it must not."""
    if content.startswith(b"%PDF"):
        return hostile.BYTES in unpacked(content)
    picture = Pillow.open(BytesIO(content))
    return hostile.BYTES in content or bool(picture.getexif()) or "xmp" in picture.info


@pytest.fixture(scope="module")
def everything() -> bytes:
    """The PDF that tells in every place, cleaned."""
    return clean_document(BytesIO(hostile.telling_pdf())).read()


@pytest.mark.parametrize("name", hostile.PICTURES)
def test_a_picture_that_tells_too_much_is_kept_without_it(name):
    clean = clean_picture(BytesIO(hostile.PICTURES[name]))
    assert not tells(clean.read())
    assert clean.found


@pytest.mark.parametrize("name", hostile.PICTURES)
def test_in_a_clean_picture_nothing_more_is_found(name):
    clean = clean_picture(BytesIO(hostile.PICTURES[name])).read()
    assert clean_picture(BytesIO(clean)).found == frozenset()


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_the_pixels_stay_as_they_were(kind):
    before = hostile.picture(kind)
    after = clean_picture(BytesIO(before)).read()
    assert Pillow.open(BytesIO(after)).tobytes() == Pillow.open(BytesIO(before)).tobytes()


def test_what_an_iphone_sends_becomes_a_jpeg():
    clean = clean_picture(BytesIO(hostile.heic()))
    content = clean.read()
    assert clean.name.endswith(".jpg")
    assert Pillow.open(BytesIO(content)).size == (128, 64)
    assert not tells(content)


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_what_is_no_good_picture_is_refused_with_a_sentence(admin_client, name):
    make, code = hostile.REFUSED[name]
    file = SimpleUploadedFile("boat.jpg", make() or b" ")
    answer = admin_client.post("/admin/images/multiple/add/", {"title": "Boat", "files[]": file}).json()
    sentence = str(SENTENCES[code if make() else "no_picture"])
    assert re.fullmatch(re.sub(r"%\\\(\w+\\\)s", r"\\w+", re.escape(sentence)), answer["error_message"])
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("name", hostile.DOCUMENTS)
def test_a_pdf_that_tells_too_much_is_kept_without_it(name):
    content = hostile.DOCUMENTS[name]()
    clean = clean_document(BytesIO(content))
    assert not tells(clean.read())
    clean.seek(0)
    assert clean_document(clean).found == clean.found  # asked twice, cleaned once


def test_a_pdf_that_readers_mend_is_whole_afterwards():
    assert len(opened(clean_document(BytesIO(PDF)).read()).pages) == 1


def test_in_a_clean_pdf_nothing_more_is_found(everything):
    assert clean_document(BytesIO(everything)).found == frozenset()


@pytest.mark.parametrize(
    "word",
    [
        *("JavaScript", "Launch", "EmbeddedFile", "OpenAction", "AA", "SubmitForm", "XFA", "Thumb"),
        *("PieceInfo", "Metadata", "AdditionalStreams", "Info"),
    ],
)
def test_a_clean_pdf_does_and_hides_nothing(everything, word):
    assert f"/{word}".encode() in unpacked(hostile.telling_pdf())
    assert not re.search(rf"/{word}\b".encode(), unpacked(everything))


def test_a_clean_pdf_can_be_read_and_heard_as_before(everything):
    pages = read(BytesIO(everything), "en", 20).pages
    assert [pages[number].text for number in (1, 2)] == ["We ask for an answer.", "Yours faithfully"]
    pdf = opened(everything)
    assert str(pdf.Root.Lang) == "en"
    assert str(pdf.Root.StructTreeRoot.K.Alt) == "A boat"
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["What we ask for"]


def test_of_what_one_can_click_in_a_pdf_the_web_stays(everything):
    pdf = opened(everything)
    notes = list(pdf.pages[0].Annots)
    assert [str(note.A.URI) for note in notes if "/A" in note] == ["https://example.org/petition"]
    assert {str(note.Subtype) for note in notes} == {"/Highlight", "/Link", "/Widget"}


def test_a_photograph_in_a_pdf_keeps_its_pixels(everything):
    pdf = opened(everything)
    (image,) = pdf.pages[0].images.values()
    before = Pillow.open(BytesIO(hostile.picture("JPEG")))
    assert pikepdf.PdfImage(image).as_pil_image().tobytes() == before.tobytes()


@pytest.mark.parametrize("name", hostile.REFUSED_DOCUMENTS)
def test_what_is_no_good_pdf_is_refused(name):
    make, code = hostile.REFUSED_DOCUMENTS[name]
    with pytest.raises(RefusedError) as refusal:
        clean_document(BytesIO(make()))
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("name", "told"), [("a password", "has a password"), ("words under black bars", "still in the file")]
)
def test_the_editor_is_told_why_a_pdf_is_refused(admin_client, name, told):
    file = SimpleUploadedFile("letter.pdf", hostile.REFUSED_DOCUMENTS[name][0]())
    answer = admin_client.post("/admin/documents/multiple/add/", {"title": "Letter", "files[]": file})
    assert told in answer.json()["error_message"]
    assert not Document.objects.exists()


@pytest.fixture
def stored(monkeypatch) -> dict[str, bytes]:
    """Every file that the storage was given, by its name."""
    files: dict[str, bytes] = {}
    save = FileSystemStorage._save

    def _save(self, name, content):
        content.seek(0)
        files[name] = content.read()
        return save(self, name, content)

    monkeypatch.setattr(FileSystemStorage, "_save", _save)
    return files


def fields(**more: object) -> dict:
    root = Collection.get_first_root_node().pk
    return {"title": "Camp", "description": "Tents", "collection": root, "tags": "", **FOCUS, **more}


def a_picture() -> SimpleUploadedFile:
    return SimpleUploadedFile(NAME, hostile.PICTURES["JPEG"], content_type="image/jpeg")


def a_pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("amina-arrested.pdf", hostile.telling_pdf())


def several(client) -> None:
    client.post("/admin/images/multiple/add/", {"title": "Camp", "files[]": a_picture()})
    waiting = UploadedFile.objects.get().pk
    more = {f"uploaded-image-{waiting}-{name}": value for name, value in fields().items()}
    address = f"/admin/images/multiple/create_from_uploaded_image/{waiting}/"
    assert client.post(address, more).json()["success"]


def in_code(client) -> None:
    Image.objects.create(title="Camp", file=ContentFile(hostile.PICTURES["PNG"], name=NAME))
    Document.objects.create(title="Letter", file=ContentFile(hostile.telling_pdf(), name="amina.pdf"))


def replaced(client) -> None:
    image = Image.objects.create(title="Camp", file=ContentFile(hostile.PICTURES["PNG"], name=NAME))
    document = DocumentFactory()
    client.post(f"/admin/images/{image.pk}/", fields(file=a_picture()))
    client.post(f"/admin/documents/edit/{document.pk}/", fields(file=a_pdf(), language="en"))
    document.refresh_from_db()
    assert document.file.size > 2_000


def portrait(client) -> None:
    screen = BeautifulSoup(client.get("/admin/account/").content, "html.parser")
    form = screen.find("input", {"name": "avatar-avatar"}).find_parent("form")
    inputs = form.select("input[name]:not([type=checkbox]):not([type=file])")
    data = {field["name"]: field.get("value", "A") for field in inputs}
    for field in form.select("select"):
        data[field["name"]] = (field.find("option", selected=True) or field.option)["value"]
    data |= {name: "" for name in data if "password" in name}
    assert client.post("/admin/account/", {**data, "avatar-avatar": a_picture()}).status_code == 302
    assert User.objects.get(username="admin").wagtail_userprofile.avatar


def by_token(client) -> None:
    user = User.objects.get(username="admin")
    _, token = APIToken.create_token(user=user, name="script")
    headers = {"Authorization": f"Bearer {token}"}
    with override_settings(ROOT_URLCONF="tests.api.v3_urls"):
        for path, file in (("images", a_picture()), ("documents", a_pdf())):
            data = {"title": "Camp", "description": "Tents", "file": file}
            answer = client.post(f"/api/v3-preview/{path}/", data, headers=headers)
            assert answer.status_code < 300, answer.content


WAYS = {
    "picture": lambda client: client.post("/admin/images/add/", fields(file=a_picture())),
    "several pictures": several,
    "picture of a chooser": lambda client: client.post(
        "/admin/images/chooser/create/",
        {f"image-chooser-upload-{name}": value for name, value in fields(file=a_picture()).items()},
    ),
    "document": lambda client: client.post("/admin/documents/add/", fields(file=a_pdf(), language="en")),
    "several documents": lambda client: client.post(
        "/admin/documents/multiple/add/", {"title": "Letter", "files[]": a_pdf()}
    ),
    "document of a chooser": lambda client: client.post(
        "/admin/documents/chooser/create/",
        {f"document-chooser-upload-{name}": value for name, value in fields(file=a_pdf()).items()},
    ),
    "code": in_code,
    "another file": replaced,
    "portrait": portrait,
    "token": by_token,
}


@pytest.mark.parametrize("way", WAYS)
def test_whatever_the_storage_gets_is_clean_and_its_name_tells_nothing(admin_client, stored, way):
    WAYS[way](admin_client)
    assert stored
    assert [name for name, content in stored.items() if tells(content)] == []
    assert [name for name in stored if "amina" in name.lower()] == []


def test_nothing_that_visitors_are_served_tells_anything(client):
    file = ContentFile(hostile.PICTURES["JPEG"], name=NAME)
    image = Image.objects.create(title="Camp", people="nobody", file=file)
    make_renditions.call(image.pk)
    document = DocumentFactory(file=ContentFile(hostile.telling_pdf(), name="amina.pdf"))
    BlogPageFactory(lead_picture=image, body=[("document", {"document": document})])
    addresses = [document.url, *(rendition.url for rendition in image.renditions.all())]
    answers = [client.get(address) for address in addresses]
    assert len(answers) > 4
    assert {answer.status_code for answer in answers} == {200}
    assert [answer.headers for answer in answers if tells(b"".join(answer.streaming_content))] == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Letter to the SWD", 'inline; filename="Letter to the SWD.pdf"'),
        ("a/b\u202ecod.exe", 'inline; filename="a b cod.exe.pdf"'),
        ("致函", "inline; filename*=utf-8''%E8%87%B4%E5%87%BD.pdf"),
    ],
)
def test_a_document_is_saved_under_its_title(admin_client, title, name):
    document = DocumentFactory(title=title)
    assert admin_client.get(document.url).headers["Content-Disposition"] == name
    assert "amina" not in document.url
