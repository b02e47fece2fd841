"""`manage.py restore`: the site is what it was, or nothing has changed."""

import io
import json
import tarfile

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from blog.models import BlogPage
from cms.backup import restoring
from cms.backup.contents import DATABASES
from cms.models import ContentVersion
from tests.backup.conftest import files, place
from tests.narrow_disk import at_most

ADDRESSES = ["/", "/news/letter/", "/api/v2/posts/?include=body", "/search/?q=department", "/sitemap.xml"]


def answers():
    client = Client()
    return {address: client.get(address).content for address in ADDRESSES}


def put_back(archive, **options):
    call_command("restore", archive, verbosity=0, **options)


def rebuilt(archive, target, change):
    """The archive once more, after `change` saw its members as (TarInfo, bytes)."""
    with tarfile.open(archive) as tar:
        members = [(info, tar.extractfile(info).read()) for info in tar.getmembers()]
    with tarfile.open(target, "w:gz", format=tarfile.GNU_FORMAT) as tar:
        for info, content in change(members):
            info.size = len(content) if info.isreg() else 0
            tar.addfile(info, io.BytesIO(content))
    return target


def with_header(**changes):
    def change(members):
        info, content = members[0]
        return [(info, json.dumps({**json.loads(content), **changes}).encode()), *members[1:]]

    return change


def with_member(name, kind=tarfile.REGTYPE, content=b"x"):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, "/etc/passwd"
    return lambda members: [members[0], (info, content), *members[1:]]


@pytest.fixture
def full(tmp_path):
    """A place where somebody has begun to write."""
    with place(tmp_path / "full"):
        from tests.factories import BlogPageFactory

        BlogPageFactory(title="Another site", slug="another")
        (tmp_path / "full" / "media" / "own.txt").write_text("their own")
        yield tmp_path / "full"


def titles():
    return list(BlogPage.objects.values_list("title", flat=True))


def untouched(full):
    return titles() == ["Another site"] and list(files(full / "media")) == ["own.txt"]


def test_an_empty_place_answers_as_the_site_did(site, archive, empty):
    before, uploads = answers(), files(site / "media")
    with empty(is_migrated=False) as folder:
        put_back(archive)
        assert answers() == before
        assert files(folder / "media") == uploads


def test_a_place_that_was_only_migrated_takes_it(site, archive, empty):
    with empty():
        put_back(archive)
        assert titles() == ["A letter to the department"]


def test_the_search_works_at_once(site, archive, empty):
    with empty():
        put_back(archive)
        with connection.cursor() as cursor:
            there = connection.introspection.table_names(cursor)
    assert [name for name in there if name.startswith("search_")]


def test_no_sample_is_loaded_beside_it(site, archive, empty):
    with empty() as folder:
        put_back(archive)
        assert (folder / "first-run-done").exists()


def test_caches_never_meet_a_version_that_they_know(site, archive, empty):
    known = ContentVersion.objects.get().number
    with empty():
        put_back(archive)
        assert ContentVersion.objects.get().number > known + 1_000_000


def test_a_site_is_not_replaced_by_mistake(site, archive, full):
    with pytest.raises(CommandError, match="There is a site here already"):
        put_back(archive)
    assert untouched(full)


def test_a_site_is_not_replaced_before_somebody_says_so(site, archive, full, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda prompt: "y")
    with pytest.raises(CommandError, match="Nothing was changed"):
        put_back(archive, replace=True)
    assert untouched(full)


def test_a_site_is_replaced_when_somebody_says_so(site, archive, full, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda prompt: "replace")
    uploads = files(site / "media")
    put_back(archive, replace=True)
    assert titles() == ["A letter to the department"]
    assert files(full / "media") == uploads


@pytest.mark.parametrize("size", [1_000, 200_000])
def test_an_archive_that_finds_no_room_changes_nothing(site, archive, full, size):
    with at_most(size), pytest.raises(CommandError, match=r"not enough room .* nothing was changed"):
        call_command("restore", archive, replace=True, yes=True, verbosity=0)
    assert untouched(full)


def test_a_database_that_fails_brings_the_uploads_back(site, archive, full, monkeypatch):
    def fail(source, header):
        raise restoring.BackupError("no")

    monkeypatch.setattr(restoring.ENGINES[connection.vendor], "restore", fail)
    with pytest.raises(CommandError):
        put_back(archive, replace=True, yes=True)
    assert untouched(full)


HOSTILE = {
    "a path that climbs": with_member("media/../../evil"),
    "a path from the root": with_member("/etc/evil"),
    "a path with a backslash": with_member("media/..\\evil"),
    "a symbolic link": with_member("media/link", tarfile.SYMTYPE),
    "a hard link": with_member("media/link", tarfile.LNKTYPE),
    "a device": with_member("media/null", tarfile.CHRTYPE),
    "a file that no backup has": with_member("settings.py"),
    "a file twice": lambda members: [*members[:2], members[1], *members[2:]],
    "a file that the manifest does not name": with_member("media/more.txt"),
    "a file less": lambda members: [*members[:-2], members[-1]],
    "a file with another content": lambda members: [*members[:-2], (members[-2][0], b"other"), members[-1]],
    "no manifest": lambda members: members[:-1],
    "no header": lambda members: members[1:],
    "another format": with_header(format=2),
    "a newer release": with_header(migrations=["blog.9999_of_tomorrow"]),
    "another engine": with_header(engine="oracle"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_not_one_of_our_archives_changes_nothing(kind, site, archive, full, tmp_path):
    path = rebuilt(archive, tmp_path / "hostile.tar.gz", HOSTILE[kind])
    with pytest.raises(CommandError):
        put_back(path, replace=True, yes=True)
    assert untouched(full)
    assert not list(full.glob(".backup-*"))


@pytest.mark.parametrize("part", [0.3, 0.9, 0.999])
def test_an_archive_that_is_cut_off_changes_nothing(part, site, archive, full, tmp_path):
    content = archive.read_bytes()
    (tmp_path / "cut.tar.gz").write_bytes(content[: int(len(content) * part)])
    with pytest.raises(CommandError, match="damaged or cut off"):
        put_back(tmp_path / "cut.tar.gz", replace=True, yes=True)
    assert untouched(full)


def test_an_archive_that_grows_without_end_is_stopped(site, archive, full, tmp_path, monkeypatch):
    monkeypatch.setattr("cms.backup.reading.FREE_GROWTH", 1 << 20)
    zeros = with_member("media/big.txt", content=b"\0" * (16 << 20))
    path = rebuilt(archive, tmp_path / "bomb.tar.gz", zeros)
    monkeypatch.setattr("cms.backup.reading.MOST_GROWTH", 10)
    with pytest.raises(CommandError, match="grows without end"):
        put_back(path, replace=True, yes=True)
    assert untouched(full)


def test_a_disk_without_room_is_told_before(site, archive, full, monkeypatch):
    monkeypatch.setattr(restoring, "RESERVE", 1 << 60)
    with pytest.raises(CommandError, match="not enough room"):
        put_back(archive, replace=True, yes=True)
    assert untouched(full)


def test_an_archive_of_the_other_engine_says_what_to_do(site, archive, empty, tmp_path):
    other = next(engine for engine in DATABASES if engine != connection.vendor)
    path = rebuilt(archive, tmp_path / "other.tar.gz", with_header(engine=other))
    with empty(), pytest.raises(CommandError, match="export_site"):
        put_back(path)


def test_what_was_sealed_is_put_back_with_its_key(site, empty, tmp_path, passphrase_file, monkeypatch):
    without_key = settings.ENVIRONMENT.model_copy(update={"SECRET_KEY": None})
    monkeypatch.setattr(settings, "ENVIRONMENT", without_key)
    (site / "secret-key").write_text("k" * 50)
    call_command("backup", tmp_path / "site.tar.gz", passphrase_file=passphrase_file, verbosity=0)
    (site / "secret-key").unlink()
    with empty() as folder:
        put_back(tmp_path / "site.tar.gz.age.tar", passphrase_file=passphrase_file)
        assert titles() == ["A letter to the department"]
        assert (folder / "secret-key").read_text() == "k" * 50


def test_a_place_keeps_its_old_face_while_the_archive_is_nowhere(full, tmp_path):
    with pytest.raises(CommandError, match="There is no archive"):
        put_back(tmp_path / "nothing.tar.gz", replace=True, yes=True)
    assert untouched(full)
