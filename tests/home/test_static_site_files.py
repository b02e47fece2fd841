"""A copy holds what readers may fetch, whatever addresses a page names."""

import pytest
from django.conf import settings
from django.core.management import call_command

from home.static_site.addresses import file_of, is_in_copy
from home.static_site.answers import Site
from tests.factories import BlogPageFactory

pytestmark = pytest.mark.usefixtures("search_index")
SECRET = b"what nobody may read"
CROOKED = [
    "/static/..%2Fcrooked-secret",
    "/static/%2e%2e/crooked-secret",
    "/static//{root}/crooked-secret",
    "/static/%2F{root}/crooked-secret",
    "/static/..%5Ccrooked-secret",
    "/static/a%00",
    "/media/images/..%2Fprivate_images/crooked.jpg",
    "/media/images/%2e%2e/private_images/crooked.jpg",
    "/media/images//../private_images/crooked.jpg",
]


@pytest.fixture(scope="module")
def crooked(django_db_setup):
    """Addresses that lead out of the folders of what is public, to files that are there."""
    root = str(settings.DATA_DIR).strip("/")
    hidden = settings.MEDIA_ROOT / "private_images" / "crooked.jpg"
    paths = [settings.DATA_DIR / "crooked-secret", hidden]
    for folder in (settings.STATIC_ROOT, settings.MEDIA_ROOT / "images", hidden.parent):
        folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        path.write_bytes(SECRET)
    yield [address.format(root=root) for address in CROOKED]
    for path in paths:
        path.unlink()


def test_a_copy_holds_no_file_from_outside_the_public_folders(shared, crooked, tmp_path):
    words = " ".join(f'<a href="{address}">x</a>' for address in crooked)
    BlogPageFactory(title="A crooked post", slug="crooked", words=words)
    call_command("export_static", tmp_path / "copy", verbosity=0)
    files = [path for path in (tmp_path / "copy").rglob("*") if path.is_file()]
    assert (tmp_path / "copy" / "news" / "crooked" / "index.html") in files
    assert [path for path in files if path.read_bytes() == SECRET] == []


@pytest.mark.parametrize("number", range(len(CROOKED)))
def test_an_address_that_leads_out_is_answered_with_nothing(number, crooked):
    assert not is_in_copy(crooked[number])
    assert Site().get(crooked[number]).status == 404


def test_a_link_within_the_public_folder_leads_to_no_file_outside(crooked):
    link = settings.STATIC_ROOT / "crooked.css"
    link.symlink_to(settings.DATA_DIR / "crooked-secret")
    try:
        assert Site().get("/static/crooked.css").status == 404
    finally:
        link.unlink()


def test_a_name_that_no_disk_holds_is_a_file_that_is_not_there():
    assert Site().get(f"/static/{'long' * 100}.css").status == 404


@pytest.mark.parametrize("path", ["/news/..%2F..%2Fevil.html", "/%2Fetc%2Fevil.html", "/%2e%2e/evil.html"])
def test_a_file_of_the_copy_lies_in_its_folder(path, tmp_path):
    assert (tmp_path / file_of(path)).resolve().is_relative_to(tmp_path)
    assert not file_of(path).startswith("/")
