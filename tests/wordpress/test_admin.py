"""Moving in without a terminal: who may, and which files."""

import gzip
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client
from django.urls import reverse

from blog.models import BlogPage
from cms.media.models import Image
from home.wordpress.models import ImportedItem, ImportRun, RunState, UnplacedPart
from home.wordpress.watching import FOLDER, STOP, folder_of
from tests.factories import jpeg, member
from tests.wordpress.exports import attachment, export
from tests.wordpress.screens import INDEX, POST, act, addresses, file, kept, running, send, texts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_only_administrators_see_anything_of_it(group):
    client, run = Client(), ImportRun.objects.create(state=RunState.DONE)
    client.force_login(member(group))
    assert [client.get(address).status_code for address in addresses(run)] == [302] * 6
    assert "Import from WordPress" not in texts(client.get("/admin/"))


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_only_administrators_do_anything(group):
    client, run = Client(), running()
    client.force_login(member(group))
    part = UnplacedPart.objects.create(run=run, reason="form", original="x")
    send(client, file(POST))
    act(client, run, "stop")
    client.post(reverse("wordpress_settle", args=[part.pk]))
    assert ImportRun.objects.count() == 1
    assert not (folder_of(run) / STOP).exists()
    assert UnplacedPart.objects.open().count() == 1


def test_a_stranger_is_asked_to_sign_in():
    assert "/admin/login/" in Client().get(INDEX)["Location"]


def test_a_form_from_elsewhere_is_refused(admin):
    client = Client(enforce_csrf_checks=True)
    client.cookies = admin.cookies
    assert send(client, file(POST)).status_code == 403
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("group", [None, "Moderators"])
def test_what_others_send_is_not_even_read(monkeypatch, group):
    monkeypatch.setattr(WSGIRequest, "_load_post_and_files", lambda request: pytest.fail("it was read"))
    client = Client(enforce_csrf_checks=True)
    if group:
        client.force_login(member(group))
    client.cookies["csrftoken"] = "a" * 32
    assert send(client, file(POST)).status_code == 302


def test_an_export_is_tried_first_and_leaves_nothing_behind(admin):
    response = send(admin, file(POST), follow=True)
    run = ImportRun.objects.get()
    assert response["Location"] == reverse("wordpress_run", args=[run.pk])
    assert (run.is_dry, run.state) == (True, RunState.DONE)
    assert not BlogPage.objects.exists()
    assert not ImportedItem.objects.exists()
    assert not UnplacedPart.objects.exists()
    assert "Move it in now" in texts(admin.get(response["Location"]))


def test_what_was_tried_moves_in_and_its_files_are_deleted(admin, place):
    send(admin, file(POST))
    trial = ImportRun.objects.get()
    assert kept(place) == ["1-export.xml"]
    response = act(admin, trial, "for_real")
    run = ImportRun.objects.first()
    assert response["Location"] == reverse("wordpress_run", args=[run.pk])
    assert (run.is_dry, run.state) == (False, RunState.DONE)
    assert BlogPage.objects.get().title == "One"
    assert kept(place) == []


def test_several_packed_files_and_pictures_come_together(admin):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("uploads/2016/02/rally.jpg", jpeg(16, 10))
        archive.writestr("../../evil.jpg", jpeg(16, 10))
    other = file(name="b.xml.gz", content=gzip.compress(export(attachment(2, "2016/02/rally.jpg")).encode()))
    uploads = SimpleUploadedFile("uploads.zip", packed.getvalue())
    send(admin, file(POST), other, uploads=uploads)
    act(admin, ImportRun.objects.get(), "for_real")
    assert (BlogPage.objects.count(), Image.objects.count()) == (1, 1)


def test_a_name_leads_nowhere(admin, place):
    evil = file(POST, name="x.xml")
    evil._name = "../../../evil.xml"
    send(admin, evil)
    assert list(place.rglob("*evil*.xml")) == [next((place / FOLDER).glob("uploads-*/1-evil.xml"))]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("export.xml", b"<html>No</html>", "is no export of WordPress"),
        ("export.docx", b"x", "does not end in .xml"),
        ("export.xml", b"", "The file is empty. Export it again."),
        ("export.xml", b"<!DOCTYPE rss><rss><channel>", "DOCTYPE"),
    ],
)
def test_a_wrong_file_is_told_and_not_kept(admin, place, name, content, said):
    response = send(admin, file(name=name, content=content))
    assert (response.status_code, said in texts(response)) == (422, True)
    assert kept(place) == []
    assert not ImportRun.objects.exists()


def test_uploads_that_are_no_zip_are_told(admin, place):
    response = send(admin, file(POST), uploads=SimpleUploadedFile("uploads.zip", b"no zip"))
    assert "This is no zip" in texts(response)
    assert kept(place) == []


def test_no_file_is_told(admin):
    assert "Choose the file that WordPress wrote" in texts(send(admin))


def test_too_large_a_file_is_told(admin, monkeypatch):
    monkeypatch.setattr("home.wordpress.admin.forms.MOST_OF_EXPORTS", 10)
    assert "IMPORT_DIR" in texts(send(admin, file(POST)))
    assert not ImportRun.objects.exists()


def test_large_files_come_from_the_folder_on_the_server(admin, settings, tmp_path):
    settings.IMPORT_DIR = tmp_path / "import"
    settings.IMPORT_DIR.mkdir()
    (settings.IMPORT_DIR / "large.xml").write_text(export(POST))
    send(admin, exports_on_server=["large.xml"])
    act(admin, ImportRun.objects.get(), "for_real")
    assert BlogPage.objects.count() == 1
    assert (settings.IMPORT_DIR / "large.xml").exists()


@pytest.mark.parametrize("name", ["../secret.xml", "link.xml", "/etc/passwd", "below/deep.xml"])
def test_nothing_outside_that_folder_can_be_named(admin, settings, tmp_path, name):
    settings.IMPORT_DIR = tmp_path / "import"
    (settings.IMPORT_DIR / "below").mkdir(parents=True)
    for path in (tmp_path / "secret.xml", settings.IMPORT_DIR / "below" / "deep.xml"):
        path.write_text(export(POST))
    (settings.IMPORT_DIR / "link.xml").symlink_to(tmp_path / "secret.xml")
    assert send(admin, exports_on_server=[name]).status_code == 422
    assert not ImportRun.objects.exists()
