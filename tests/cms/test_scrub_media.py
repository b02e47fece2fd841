"""What was stored before there was a rule is cleaned by a command."""

from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image as Pillow
from wagtail.models import Collection, CollectionViewRestriction

from cms import versions
from cms.accounts.models import User
from cms.media import scrubbing
from cms.media.cleaning import clean_picture
from cms.media.models import Document, Image
from tests import hostile, pdfs
from tests.factories import DocumentFactory, ImageFactory

pytestmark = pytest.mark.django_db


def scrub(*options: str) -> str:
    """What the command says, problems too."""
    said = StringIO()
    call_command("scrub_media", *options, stdout=said, stderr=said)
    return said.getvalue()


def old(upload, content: bytes, name: str):
    """An upload of which the file was stored before, under the name that somebody gave it."""
    place = f"{Path(upload.file.name).parent}/{name}"
    stored = upload.file.storage.save(place, ContentFile(content))
    type(upload).objects.filter(pk=upload.pk).update(file=stored)
    upload.refresh_from_db()
    return upload


def content_of(upload) -> bytes:
    upload.refresh_from_db()
    with upload.file.open("rb") as file:
        return file.read()


@pytest.fixture
def picture() -> Image:
    return old(ImageFactory(has_renditions=False), hostile.PICTURES["JPEG"], "amina.jpg")


@pytest.fixture
def document() -> Document:
    return old(DocumentFactory(), hostile.telling_pdf(), "amina.pdf")


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    """The command with what follows its transactions."""

    def _run(*options: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            return scrub(*options)

    return _run


def test_a_picture_is_cleaned_and_its_renditions_are_made_anew(picture, run):
    path = Path(picture.file.path)
    run()
    assert not Pillow.open(BytesIO(content_of(picture))).getexif()
    assert hostile.BYTES not in content_of(picture)
    assert not path.exists()
    assert picture.renditions.exists()


def test_a_document_is_cleaned_and_keeps_its_address(document, run, client):
    path, address = Path(document.file.path), document.url
    run()
    assert hostile.BYTES not in content_of(document)
    assert document.url == address
    assert document.file_size == len(content_of(document))
    assert not path.exists()


def test_caches_learn_of_a_document_that_was_cleaned(document, run):
    before = versions.current()
    run()
    assert versions.current() > before


def test_the_report_names_what_was_found(picture, document, run):
    said = run()
    assert "Files: 2, cleaned: 2." in said
    for words in ("notes of a camera", "comments", "attached files", "programs", "names of files"):
        assert words in said


def test_a_second_run_finds_nothing(picture, document, run):
    run("--rename")
    said = run()
    assert "Files: 2, cleaned: 0." in said
    # The address of a document stays, and its name with it.
    assert said.count("\n") == 2


def test_a_dry_run_changes_nothing(picture, document, run):
    before = [content_of(picture), content_of(document)]
    assert "Files: 2, to clean: 2." in run("--dry-run")
    assert [content_of(picture), content_of(document)] == before


def test_a_clean_picture_keeps_its_name_unless_it_is_asked_for(run):
    picture = old(ImageFactory(has_renditions=False), content_of(ImageFactory()), "amina.jpg")
    run()
    picture.refresh_from_db()
    assert "amina" in picture.file.name
    run("--rename")
    picture.refresh_from_db()
    assert "amina" not in picture.file.name


def test_what_cannot_be_cleaned_is_named_with_the_reason(run):
    document = old(DocumentFactory(title="Petition"), pdfs.garbage(), "petition.pdf")
    said = run()
    assert f"document {document.pk}: Petition. This PDF is damaged" in said


def test_a_file_that_is_gone_stops_nothing(picture, document, run):
    Path(picture.file.path).unlink()
    said = run()
    assert "The file is gone: picture" in said
    assert hostile.BYTES not in content_of(document)


def test_a_portrait_of_somebody_who_writes_is_cleaned_too(run):
    user = User.objects.create(username="amina")
    profile = type(user).wagtail_userprofile.related.related_model.objects.create(user=user)
    stored = profile.avatar.storage.save("avatar_images/me.jpg", ContentFile(hostile.PICTURES["JPEG"]))
    type(profile).objects.update(avatar=stored)
    run()
    profile.refresh_from_db()
    assert hostile.BYTES not in profile.avatar.read()


def test_a_picture_that_is_hidden_meanwhile_stays_hidden(picture, monkeypatch):
    private = Collection.get_first_root_node().add_child(name="Not for everybody")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")

    def hides(content):
        hidden = Image.objects.get(pk=picture.pk)
        hidden.collection = private
        hidden.save()
        return clean_picture(content)

    monkeypatch.setattr(scrubbing, "clean_picture", hides)
    scrub()
    picture.refresh_from_db()
    assert (picture.collection, picture.is_hidden) == (private, True)
