"""What an editor is asked for at upload, what is refused, and what is known afterwards."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from wagtail.models import Collection, UploadedFile

from cms import shapes
from cms.media.models import Document, Image
from tests import pdfs
from tests.factories import PDF, BlogPageFactory, DocumentFactory, ImageFactory, jpeg

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
FOCUS = {f"focal_point_{part}": "" for part in ("x", "y", "width", "height")}


def upload(client, kind: str, content: bytes, name: str, **fields: str):
    """Sends the form of images or documents."""
    collection = Collection.get_first_root_node().pk
    data = {"title": "Upload", "collection": collection, "file": SimpleUploadedFile(name, content), **fields}
    return client.post(f"/admin/{kind}/add/", {**data, **(FOCUS if kind == "images" else {})})


def problems(answer) -> dict[str, list[str]]:
    return dict(answer.context["form"].errors)


def test_a_picture_is_refused_without_its_alternative_text(admin_client):
    answer = upload(admin_client, "images", jpeg(40, 30), "boat.jpg", description="")
    message = "Write what is to be seen in the picture: some readers hear it instead."
    assert problems(answer) == {"description": [message]}
    assert message in answer.content.decode()
    assert not Image.objects.exists()


def test_of_several_pictures_each_is_asked_for_its_alternative_text(admin_client):
    file = SimpleUploadedFile("boat.jpg", jpeg(40, 30))
    answer = admin_client.post("/admin/images/multiple/add/", {"files[]": file})
    uploaded = UploadedFile.objects.get()
    prefix = f"uploaded-image-{uploaded.pk}"
    assert f'name="{prefix}-description"' in answer.json()["form"]
    fields = {
        "title": "Boat",
        "description": "",
        "collection": Collection.get_first_root_node().pk,
        "tags": "",
    }
    answer = admin_client.post(
        f"/admin/images/multiple/create_from_uploaded_image/{uploaded.pk}/",
        {f"{prefix}-{name}": value for name, value in fields.items()},
    )
    assert answer.json()["success"] is False
    assert "some readers hear it instead" in answer.json()["form"]
    assert not Image.objects.exists()


def test_the_alternative_text_cannot_be_taken_away_later(admin_client):
    image = ImageFactory()
    collection = Collection.get_first_root_node().pk
    data = {"title": "Boat", "description": "", "collection": collection, **FOCUS}
    assert "description" in problems(admin_client.post(f"/admin/images/{image.pk}/", data))


def test_a_picture_without_alternative_text_does_not_read_its_file_name_aloud():
    image = ImageFactory(title="IMG_2041.jpg", description="")
    assert shapes.picture(image)["alt"] == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", SVG),
        ("page.html", HTML),
        ("drawing.png", SVG),
        ("page.jpg", HTML),
        ("letter.webp", PDF),
        ("empty.jpg", b""),
    ],
)
def test_what_is_no_picture_is_refused_with_a_message(admin_client, name, content):
    answer = upload(admin_client, "images", content, name, description="A boat")
    assert answer.status_code == 200
    assert list(problems(answer)) == ["file"]
    assert not Image.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.pdf", HTML),
        ("letter.docx", b"PK"),
        ("page.html", HTML),
        ("a.svg", SVG),
    ],
)
def test_what_is_no_pdf_is_refused_with_a_message(admin_client, name, content):
    answer = upload(admin_client, "documents", content, name)
    assert answer.status_code == 200
    assert list(problems(answer)) == ["file"]
    assert not Document.objects.exists()


def test_a_renamed_file_is_told_apart_in_plain_words(admin_client):
    answer = upload(admin_client, "documents", HTML, "letter.pdf")
    assert "not a PDF" in problems(answer)["file"][0]


def test_of_several_documents_the_renamed_one_is_refused(admin_client):
    file = SimpleUploadedFile("letter.pdf", HTML)
    answer = admin_client.post("/admin/documents/multiple/add/", {"files[]": file})
    assert answer.json()["success"] is False
    assert "not a PDF" in answer.json()["error_message"]


def test_a_picture_is_what_its_content_says(admin_client):
    upload(admin_client, "images", jpeg(40, 30), "boat.png", description="A boat")
    assert Image.objects.get().file.name.endswith(".jpg")


def test_a_document_made_in_code_has_size_and_hash():
    document = DocumentFactory()
    assert document.file_size == len(document.file.read()) > 0
    assert len(document.file_hash) == 40


def test_a_document_with_another_file_has_another_hash():
    document = DocumentFactory()
    first = document.file_hash
    document.file = SimpleUploadedFile("letter.pdf", pdfs.pdf("Another letter"))
    document.save()
    assert document.file_hash != first
    assert document.file_size == len(document.file.read())


def test_the_shape_of_a_document_tells_what_a_reader_wants_to_know():
    document = DocumentFactory(title="Letter", language="zh-hant")
    shape = shapes.document(document)
    assert shape == {
        "id": document.pk,
        "title": "Letter",
        "url": document.url,
        "text_url": None,
        "kind": "PDF",
        "size": document.file_size,
        "pages": 1,
        "date": "2017-02-27",
        "language": "zh-Hant",
    }


def test_a_picture_whose_file_is_lost_leaves_its_post_standing(client):
    image = ImageFactory(has_renditions=False)
    body = [("picture", {"picture": image}), ("text", {"text": "<p>Words stay.</p>"})]
    BlogPageFactory(slug="rent", lead_picture=image, body=body)
    image.file.storage.delete(image.file.name)
    for address in ("/news/rent/", "/news/", "/"):
        answer = client.get(address)
        assert answer.status_code == 200
    assert "Words stay." in client.get("/news/rent/").content.decode()


def test_a_document_whose_file_is_lost_leaves_its_post_standing(client):
    document = DocumentFactory()
    document.file.storage.delete(document.file.name)
    BlogPageFactory(slug="rent", body=[("document", {"document": document})])
    assert client.get("/news/rent/").status_code == 200
    assert client.get(document.url).status_code == 404


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_picture_that_broke_off_is_refused_with_a_sentence(admin_client, kind):
    whole = BytesIO()
    Pillow.effect_noise((300, 200), 60).convert("RGB").save(whole, kind)
    half = whole.getvalue()[: len(whole.getvalue()) // 2]
    extension = kind.lower().replace("jpeg", "jpg")
    file = SimpleUploadedFile(f"half.{extension}", half, content_type=f"image/{kind.lower()}")
    answer = admin_client.post("/admin/images/multiple/add/", {"title": "Half", "files[]": file})
    assert answer.status_code == 200
    assert "did not arrive whole" in answer.json()["error_message"]


def test_an_upload_that_waits_for_its_alternative_text_is_clean_already(admin_client):
    exif = Pillow.Exif()
    exif[0x010F] = "SpyCam"
    file = SimpleUploadedFile("gps.jpg", jpeg(300, 200, exif=exif), content_type="image/jpeg")
    answer = admin_client.post("/admin/images/multiple/add/", {"title": "Boat", "files[]": file})
    waiting = UploadedFile.objects.get(pk=answer.json()["uploaded_file_id"])
    assert b"SpyCam" not in waiting.file.read()
