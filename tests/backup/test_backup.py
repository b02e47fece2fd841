"""`manage.py backup`: whole, private, while others write, and without what nobody should have."""

import json
import os
import stat
import subprocess
import sys
import tarfile
import threading
import time

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from cms.backup import making, media, sqlite
from cms.backup.contents import LEFT_OUT
from tests.narrow_disk import at_most

IS_SQLITE = connection.vendor == "sqlite"


def names(archive):
    with tarfile.open(archive) as tar:
        return tar.getnames()


def member(archive, name):
    with tarfile.open(archive) as tar:
        return tar.extractfile(name).read()


def test_it_holds_the_database_and_every_upload(archive, site):
    stored = {f"media/{path.relative_to(site / 'media')}" for path in (site / "media").rglob("*.*")}
    assert "media/private_images/hidden.jpg" in stored
    assert stored < set(names(archive))
    assert any(name.startswith("database.") for name in names(archive))


def test_it_says_first_what_it_is(archive):
    assert names(archive)[0] == "header.json"
    header = json.loads(member(archive, "header.json"))
    assert header["engine"] == connection.vendor
    assert "blog.0001_initial" in " ".join(header["migrations"])
    assert header["left_out"] == LEFT_OUT


def test_nobody_else_may_read_it(archive):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_nothing_but_the_archive_stays_on_the_disk(archive, site):
    assert [path.name for path in archive.parent.iterdir() if path.name != making.LOCK] == [archive.name]
    assert not list(site.glob(".backup-*"))


def test_a_whole_archive_is_called_whole(archive, capsys):
    call_command("backup", verify=archive)
    assert "whole: the database and" in capsys.readouterr().out


def test_who_is_signed_in_is_not_in_it(site, tmp_path):
    Session.objects.create(
        session_key="a-secret-key-of-a-session", session_data="x", expire_date=timezone.now()
    )
    try:
        call_command("backup", tmp_path / "site.tar.gz", verbosity=0)
    finally:
        Session.objects.all().delete()
    database = next(name for name in names(tmp_path / "site.tar.gz") if name.startswith("database."))
    content = member(tmp_path / "site.tar.gz", database)
    assert b"a-secret-key-of-a-session" not in content
    assert b"A letter to the department" in content


def test_nothing_refers_to_a_table_that_is_left_out(site):
    with connection.cursor() as cursor:
        targets = {
            table: {
                target for _column, target in connection.introspection.get_relations(cursor, table).values()
            }
            for table in connection.introspection.table_names(cursor)
        }
    assert {
        table for table, found in targets.items() if found & LEFT_OUT.keys() and table not in LEFT_OUT
    } == set()


def test_a_file_that_is_named_but_lost_is_told(site, tmp_path, capsys):
    from cms.media.models import Document

    file = Document.objects.get().file
    kept = site / "media" / file.name
    content = kept.read_bytes()
    kept.unlink()
    try:
        call_command("backup", tmp_path / "site.tar.gz")
    finally:
        kept.write_bytes(content)
    assert f"1 files are named in the database but not there: {file.name}" in capsys.readouterr().out


def test_a_link_that_leads_out_of_the_uploads_is_not_followed(site, tmp_path):
    (tmp_path / "secret.txt").write_text("of the machine")
    link = site / "media" / "link.txt"
    link.symlink_to(tmp_path / "secret.txt")
    try:
        call_command("backup", tmp_path / "site.tar.gz", verbosity=0)
    finally:
        link.unlink()
    assert "media/link.txt" not in names(tmp_path / "site.tar.gz")


def test_it_may_not_lie_among_the_uploads(site):
    with pytest.raises(CommandError, match="everybody could fetch it"):
        call_command("backup", site / "media" / "backups", verbosity=0)


@pytest.mark.skipif(not IS_SQLITE, reason="PostgreSQL writes its copy in a process of its own")
@pytest.mark.parametrize("size", [20_000, 200_000])
def test_a_disk_that_is_full_earlier_or_later_leaves_nothing(site, tmp_path, size):
    before = set(site.iterdir())
    with at_most(size), pytest.raises(CommandError, match="The disk is full: there is no backup at"):
        call_command("backup", tmp_path / "backups", verbosity=0)
    assert [path for path in (tmp_path / "backups").iterdir() if path.name != making.LOCK] == []
    assert set(site.iterdir()) == before


def test_a_full_disk_leaves_what_was_there(site, archive, monkeypatch, tmp_path):
    def full(writer, kept):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(media, "add_all", full)
    with pytest.raises(CommandError, match="The disk is full"):
        call_command("backup", tmp_path, verbosity=0)
    assert [path.name for path in tmp_path.iterdir()] == [making.LOCK]


def test_what_cannot_be_read_back_gets_no_name(site, monkeypatch, tmp_path):
    monkeypatch.setattr(making, "read", lambda *a: making.Contents({}))
    with pytest.raises(CommandError, match="not what can be read"):
        call_command("backup", tmp_path, verbosity=0)
    assert not list(tmp_path.glob("*.gz"))


def test_so_many_are_kept_and_none_that_somebody_else_made(site, tmp_path):
    for day in ("20200101", "20200102", "20200103"):
        (tmp_path / f"localhost-{day}-030000.tar.gz").touch()
    others = {
        "other.org-20190101-030000.tar.gz",
        "localhost-holidays.tar.gz",
        "localhost-20190101-030000.tar",
    }
    for name in others:
        (tmp_path / name).touch()
    call_command("backup", tmp_path, keep=2, verbosity=0)
    left = {path.name for path in tmp_path.iterdir() if path.name != making.LOCK} - others
    assert len(left) == 2
    assert "localhost-20200103-030000.tar.gz" in left
    assert all((tmp_path / name).exists() for name in others)


def test_a_backup_that_fails_deletes_no_old_one(site, tmp_path, monkeypatch):
    (tmp_path / "localhost-20200101-030000.tar.gz").touch()
    monkeypatch.setattr(making, "_check", lambda *a: (_ for _ in ()).throw(making.BackupError("no")))
    with pytest.raises(CommandError):
        call_command("backup", tmp_path, keep=1, verbosity=0)
    assert (tmp_path / "localhost-20200101-030000.tar.gz").exists()


def test_two_do_not_write_into_one_folder(site, tmp_path):
    with making._alone(tmp_path), pytest.raises(CommandError, match="under way"):
        call_command("backup", tmp_path, verbosity=0)


WRITER = """
import os, sqlite3, sys, time
database = sqlite3.connect(sys.argv[1], timeout=20, isolation_level=None)
database.execute("PRAGMA journal_mode=WAL")
print("begun", flush=True)
number = 0
while os.path.exists(sys.argv[2]):
    number += 1
    database.execute("BEGIN IMMEDIATE")
    database.execute("UPDATE taggit_tag SET name = ?, slug = ?", [f"name{number}", f"slug{number}"])
    database.execute("COMMIT")
"""


@pytest.mark.skipif(not IS_SQLITE, reason="of SQLite's file")
def test_a_copy_is_whole_while_another_process_writes(site, tmp_path):
    from taggit.models import Tag

    Tag.objects.create(name="name0", slug="slug0")
    flag = tmp_path / "go-on"
    flag.touch()
    line = [sys.executable, "-c", WRITER, str(site / "db.sqlite3"), str(flag)]
    with subprocess.Popen(line, stdout=subprocess.PIPE) as writer:
        writer.stdout.readline()
        try:
            sqlite.dump(tmp_path / "copy")
        finally:
            flag.unlink()
    assert writer.returncode == 0
    import sqlite3

    name, slug = sqlite3.connect(tmp_path / "copy").execute("SELECT name, slug FROM taggit_tag").fetchone()
    assert name.removeprefix("name") == slug.removeprefix("slug")
    Tag.objects.all().delete()


def test_it_is_made_while_somebody_writes(site, tmp_path):
    from django.db import connection as own
    from taggit.models import Tag

    stop, written = threading.Event(), []

    def write():
        try:
            while not stop.is_set():
                written.append(Tag.objects.create(name=f"tag {len(written)}").pk)
                time.sleep(0.005)
        finally:
            own.close()

    # The thread's connection must lead where this one does.
    writer = threading.Thread(target=write)
    writer.start()
    try:
        call_command("backup", tmp_path / "site.tar.gz", verbosity=0)
        during = len(written)
    finally:
        stop.set()
        writer.join()
    assert during
    Tag.objects.all().delete()


def test_the_key_of_the_site_goes_into_sealed_ones_alone(site, tmp_path, passphrase_file):
    (settings.DATA_DIR / "secret-key").write_text("k" * 50)
    call_command("backup", tmp_path / "open.tar.gz", verbosity=0)
    assert "secret-key" not in names(tmp_path / "open.tar.gz")


def test_a_night_makes_one_backup(site, tmp_path, monkeypatch):
    nightly(monkeypatch, tmp_path)
    call_command("back_up_nightly")
    call_command("back_up_nightly")
    assert len(list(tmp_path.glob("localhost-*.tar.gz"))) == 1


def test_the_next_night_makes_another(site, tmp_path, monkeypatch):
    nightly(monkeypatch, tmp_path)
    call_command("back_up_nightly")
    for marker in tmp_path.glob(".last-*"):
        os.utime(marker, (time.time() - 90_000,) * 2)
    for path in tmp_path.glob("localhost-*"):
        path.rename(tmp_path / "localhost-20200101-030000.tar.gz")
    call_command("back_up_nightly")
    assert len(list(tmp_path.glob("localhost-*.tar.gz"))) == 2


def test_one_that_failed_waits_an_hour(site, tmp_path, monkeypatch):
    nightly(monkeypatch, tmp_path)
    monkeypatch.setattr(making, "_check", lambda *a: (_ for _ in ()).throw(making.BackupError("no")))
    with pytest.raises(CommandError):
        call_command("back_up_nightly")
    call_command("back_up_nightly")


def nightly(monkeypatch, folder):
    changed = settings.ENVIRONMENT.model_copy(update={"BACKUP_DIR": folder})
    monkeypatch.setattr(settings, "ENVIRONMENT", changed)
