"""No room on the disk: one clear sentence, and nothing half left."""

import sqlite3

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.db import OperationalError
from wagtail.models import Page

from cms.full_disk import is_full_disk
from tests.factories import BlogPageFactory, ImageFactory
from tests.moving.conftest import rolled_back, run
from tests.narrow_disk import at_most

pytestmark = pytest.mark.django_db
FULL = "The disk is full"


@pytest.fixture(scope="module")
def archive(shared, tmp_path_factory, media):
    out = tmp_path_factory.mktemp("out") / "site.zip"
    with media("source"), rolled_back():
        BlogPageFactory(slug="rice", lead_picture=ImageFactory(has_renditions=False))
        run("export_site", out)
    return out


@pytest.mark.parametrize("sealed", [False, True])
def test_an_export_leaves_nothing(tmp_path, sealed):
    (tmp_path / "words").write_text("a passphrase for tests\n")
    options = {"passphrase_file": tmp_path / "words"} if sealed else {}
    with at_most(1_000), pytest.raises(CommandError, match=f"{FULL}: there is no .*site.zip"):
        run("export_site", tmp_path / "site.zip", **options)
    assert [path.name for path in tmp_path.iterdir()] == ["words"]


def test_an_import_leaves_nothing(archive, media):
    before = set(Page.objects.values_list("pk", "title"))
    with media("target"):
        with at_most(500), pytest.raises(CommandError, match=rf"{FULL}.*Nothing was imported\."):
            run("import_site", archive)
        assert (
            not default_storage.exists("original_images")
            or default_storage.listdir("original_images")[1] == []
        )
    assert set(Page.objects.values_list("pk", "title")) == before


def test_an_import_into_a_full_database_leaves_nothing(archive, media, monkeypatch):
    from home.moving import importing

    def full(*args):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(importing, "write", full)
    with media("target"):
        with pytest.raises(CommandError, match=rf"{FULL}.*Nothing was imported\."):
            run("import_site", archive)
        assert default_storage.listdir("original_images")[1] == []


def test_progress_is_told_while_a_site_moves(archive, media, tmp_path):
    with media("target"), rolled_back():
        said = run("import_site", archive)
        assert "Checking: 1 of" in said
        assert "Writing: 1 of" in said
        assert "Preparing: 1 of" in said
        assert "Uploads: 1 of 1" in said
        assert "Things: 1 of" in run("export_site", tmp_path / "again.zip")


def said_by_sqlite(name):
    """As Django raises it."""
    error, cause = OperationalError("disk I/O error"), sqlite3.OperationalError("disk I/O error")
    cause.sqlite_errorname = name
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OSError(28, "No space left on device"), True),
        (OSError(27, "File too large"), True),
        (OSError(13, "Permission denied"), False),
        (OperationalError("database or disk is full"), True),
        (said_by_sqlite("SQLITE_IOERR_WRITE"), True),
        (said_by_sqlite("SQLITE_IOERR_READ"), False),
        (ValueError("“The database or disk is full”, a post"), False),
        (OperationalError("no such table: page"), False),
    ],
)
def test_what_speaks_of_a_full_disk(error, full):
    assert is_full_disk(error) is full


def test_an_error_that_came_from_a_full_disk_is_one():
    error = ValueError("Attempt to use ZIP archive that was already closed")
    error.__context__ = OSError(28, "No space left on device")
    assert is_full_disk(error)
