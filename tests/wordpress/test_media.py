"""Attachments become pictures and documents, clean or not at all."""

import zipfile
from unittest.mock import Mock

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from PIL import Image as Pillow

from blog.models import BlogPage
from cms.media.models import Document, Image
from home.wordpress import media
from home.wordpress.fetching import NotFetchedError, fetch
from home.wordpress.models import ImportedItem, ImportRun, RunState
from home.wordpress.uploads import Zip, opened
from tests.factories import PDF, jpeg
from tests.wordpress.exports import attachment, item, move_in, notes, row

PHOTO = jpeg(160, 100)


@pytest.fixture
def uploads(tmp_path):
    """A copy of wp-content/uploads with a photograph and a letter."""
    folder = tmp_path / "copy" / "2016" / "02"
    folder.mkdir(parents=True)
    (folder / "rally.jpg").write_bytes(PHOTO)
    (folder / "letter.pdf").write_bytes(PDF)
    (folder / "lie.jpg").write_bytes(b"<html>")
    (folder / "song.mp3").write_bytes(b"ID3")
    return tmp_path / "copy"


@pytest.mark.django_db
def test_a_picture_comes_with_its_words_and_waits_for_an_answer(tmp_path, uploads):
    move_in(tmp_path, attachment(5, "2016/02/rally.jpg", "Rally", alt="People walk"), uploads=uploads)
    picture = Image.objects.get()
    assert (picture.title, picture.description) == ("Rally", "People walk")
    assert picture.is_hidden
    assert "rally" not in picture.file.name


@pytest.mark.django_db
def test_a_pdf_becomes_a_document(tmp_path, uploads):
    move_in(tmp_path, attachment(5, "2016/02/letter.pdf", "Letter to SWD"), uploads=uploads)
    assert row(5, "attachment").thing == Document.objects.get(title="Letter to SWD")


@pytest.mark.django_db
def test_what_a_photograph_tells_about_people_is_taken_out(tmp_path, uploads):
    exif = Pillow.Exif()
    exif[0x010E] = "Amina at home"
    (uploads / "2016/02/rally.jpg").write_bytes(jpeg(160, 100, exif=exif))
    move_in(tmp_path, attachment(5, "2016/02/rally.jpg"), uploads=uploads)
    assert b"Amina" not in Image.objects.get().file.read()


@pytest.mark.django_db
def test_the_featured_picture_stands_above_the_post(tmp_path, uploads):
    post = item(1, "A", meta={"_thumbnail_id": "5"})
    move_in(tmp_path, post, attachment(5, "2016/02/rally.jpg", excerpt="At the office"), uploads=uploads)
    page = BlogPage.objects.get()
    assert (page.lead_picture, page.lead_picture_caption) == (Image.objects.get(), "At the office")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("file", "outcome", "code"),
    [
        ("lie.jpg", "refused", "file-refused"),
        ("song.mp3", "refused", "file-kind"),
        ("gone.jpg", "missing", "file-missing"),
    ],
)
def test_what_cannot_be_stored_is_listed_with_its_reason(tmp_path, uploads, file, outcome, code):
    move_in(tmp_path, attachment(5, f"2016/02/{file}"), uploads=uploads)
    assert (row(5, "attachment").outcome, notes(5, "attachment")) == (outcome, [code])
    assert not Image.objects.exists()


@pytest.mark.django_db
def test_a_picture_that_comes_later_takes_its_place_in_the_post(tmp_path, uploads):
    address = "https://old.example.org/wp-content/uploads/2016/02/rally-300x200.jpg"
    parts = [item(1, "A", f'<p>Words</p><img src="{address}">'), attachment(5, "2016/02/rally.jpg")]
    move_in(tmp_path, *parts)
    assert not Image.objects.exists()
    move_in(tmp_path, *parts, uploads=uploads)
    assert [block.block_type for block in BlogPage.objects.get().body] == ["text", "picture"]


@pytest.mark.django_db
def test_a_second_run_stores_no_picture_twice(tmp_path, uploads):
    for _run in range(2):
        move_in(tmp_path, attachment(5, "2016/02/rally.jpg"), uploads=uploads)
    assert Image.objects.count() == 1


@pytest.mark.django_db
def test_a_file_that_is_not_in_the_copy_is_fetched_only_on_demand(tmp_path, uploads, monkeypatch):
    monkeypatch.setattr(media, "fetch", lambda url, silent: PHOTO)
    move_in(tmp_path, attachment(5, "2016/03/far.jpg"), uploads=uploads)
    assert not Image.objects.exists()
    move_in(tmp_path, attachment(5, "2016/03/far.jpg"), uploads=uploads, download=True)
    assert Image.objects.count() == 1


@pytest.mark.django_db
def test_no_transaction_is_open_while_a_file_is_fetched_and_cleaned(tmp_path, monkeypatch):
    depths = []

    def watched(function):
        return lambda *args: depths.append(len(connection.savepoint_ids)) or function(*args)

    monkeypatch.setattr(media, "fetch", watched(lambda url, silent: PHOTO))
    monkeypatch.setattr(media, "clean", watched(media.clean))
    outside = len(connection.savepoint_ids)
    move_in(tmp_path, attachment(5, "2016/03/far.jpg"), download=True)
    assert depths == [outside, outside]


@pytest.mark.parametrize("prefix", ["", "uploads/", "site/wp-content/uploads/"])
def test_a_zip_is_read_whatever_stands_before_the_years(tmp_path, prefix):
    path = tmp_path / "copy.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{prefix}2016/02/a.jpg", b"x")
    assert isinstance(opened(path), Zip)
    assert opened(path).get("2016/02/a.jpg") == b"x"


class Named(zipfile.ZipInfo):
    """A file of a zip whose name is in the letters of an old Windows, which it does not say."""

    def _encodeFilenameFlags(self):  # noqa: N802  # zipfile's own name
        return self.filename.encode(self.encoding), self.flag_bits


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_names_in_a_zip_are_found_in_whatever_letters(tmp_path, encoding):
    with zipfile.ZipFile(tmp_path / "copy.zip", "w") as archive:
        info = Named("uploads/2016/02/難民.jpg")
        info.encoding = encoding
        archive.writestr(info, b"x")
    assert opened(tmp_path / "copy.zip").get("2016/02/難民.jpg") == b"x"


@pytest.mark.django_db
def test_a_damaged_file_of_a_zip_harms_no_other(tmp_path):
    path = tmp_path / "copy.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2016/02/bad.pdf", PDF)
        archive.writestr("2016/02/good.pdf", PDF)
    content = bytearray(path.read_bytes())
    content[60:90] = b"\xff" * 30
    path.write_bytes(content)
    move_in(tmp_path, attachment(5, "2016/02/bad.pdf"), attachment(6, "2016/02/good.pdf"), uploads=path)
    assert [row(number, "attachment").outcome for number in (5, 6)] == ["missing", "done"]


@pytest.mark.django_db
def test_a_file_that_was_refused_is_looked_at_again(tmp_path, uploads):
    for content, outcome in ((b"<html>", "refused"), (PHOTO, "done")):
        (uploads / "2016/02/lie.jpg").write_bytes(content)
        move_in(tmp_path, attachment(5, "2016/02/lie.jpg"), uploads=uploads)
        assert row(5, "attachment").outcome == outcome


def test_nothing_outside_of_the_copy_is_read(tmp_path, uploads):
    (tmp_path / "secret.jpg").write_bytes(PHOTO)
    (uploads / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    copy = opened(uploads)
    assert copy.get("2016/02/rally.jpg") == PHOTO
    assert [copy.get(path) for path in ("../secret.jpg", "link.jpg", "/etc/passwd")] == [None, None, None]


def test_a_scaled_picture_is_found_by_its_original(uploads):
    assert opened(uploads).get("2016/02/rally-scaled.jpg") == PHOTO


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/a.jpg",
        "http://[::1]/a.jpg",
        "http://10.0.0.8/a.jpg",
        "file:///etc/passwd",
        "http://u:p@a.b/",
    ],
)
def test_private_and_odd_addresses_are_not_asked(url):
    with pytest.raises(NotFetchedError):
        fetch(url, wait=lambda seconds: None)


@pytest.mark.django_db
def test_a_file_is_remembered_in_the_transaction_that_stores_it(tmp_path, uploads, monkeypatch):
    depths = []

    def save(item, *args, **options):
        depths.append(len(connection.savepoint_ids))
        return stored(item, *args, **options)

    stored, outside = ImportedItem.save, len(connection.savepoint_ids)
    monkeypatch.setattr(ImportedItem, "save", save)
    move_in(tmp_path, attachment(5, "2016/02/rally.jpg"), uploads=uploads)
    assert depths == [outside + 1]


@pytest.mark.django_db
@pytest.mark.parametrize(("file", "task"), [("rally.jpg", "make_renditions"), ("letter.pdf", "extract_text")])
def test_what_follows_the_last_file_is_done_after_a_kill(tmp_path, uploads, monkeypatch, file, task):
    move_in(tmp_path, attachment(5, f"2016/02/{file}"), uploads=uploads)
    ImportRun.objects.update(state=RunState.RUNNING)
    asked = Mock()
    monkeypatch.setattr(media, task, asked)
    move_in(tmp_path, attachment(5, f"2016/02/{file}"), uploads=uploads)
    asked.enqueue.assert_called_once_with(row(5, "attachment").object_id)


@pytest.mark.django_db
@pytest.mark.parametrize("file", ["lie.jpg", "gone.jpg"])
def test_another_reason_for_not_taking_a_file_replaces_the_first(tmp_path, uploads, monkeypatch, file):
    reasons = iter(["first", "second"])

    def fail(*args):
        raise {"lie.jpg": ValidationError, "gone.jpg": NotFetchedError}[file](next(reasons))

    monkeypatch.setattr(media, "fetch", fail)
    monkeypatch.setattr(media, "clean", fail)
    for reason in ("first", "second"):
        move_in(tmp_path, attachment(5, f"2016/02/{file}"), uploads=uploads, download=True)
        assert row(5, "attachment").notes[0]["reason"] == reason


@pytest.mark.django_db
def test_a_gallery_that_names_no_pictures_gets_them_when_their_files_come(tmp_path, uploads):
    files = [attachment(number, "2016/02/rally.jpg", "Rally", "1") for number in (5, 6)]
    parts = item(1, "A", "[gallery]"), attachment(7, "2016/02/song.mp3", "Song", "1"), *files
    move_in(tmp_path, *parts)
    assert not BlogPage.objects.get().body
    move_in(tmp_path, *parts, uploads=uploads)
    [gallery] = BlogPage.objects.get().body
    assert len(gallery.value["pictures"]) == 2
