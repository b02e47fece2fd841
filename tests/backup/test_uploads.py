"""A restore that fails half way leaves the uploads that were there, all of them."""

import errno
import shutil
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from cms.backup import media, restoring
from cms.backup.contents import BackupError
from tests.backup.conftest import files, place

OLD = {"images/a.jpg": b"a", "documents/b.pdf": b"b", "own.txt": b"their own", "private_images/c.jpg": b"c"}


@pytest.fixture
def full(tmp_path):
    """A place with uploads of its own."""
    with place(tmp_path / "full") as folder:
        for name, content in OLD.items():
            path = folder / "media" / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        yield folder


def put_back(archive):
    call_command("restore", archive, verbosity=0, replace=True, yes=True)


@pytest.fixture
def other_disk(monkeypatch):
    """The uploads lie on a disk of their own: what goes there or comes from there is copied."""

    def rename(source, target):
        if Path(source).parent != Path(target).parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return renamed(source, target)

    renamed = media.os.rename
    monkeypatch.setattr(media.os, "rename", rename)


@pytest.fixture
def fail_at(monkeypatch):
    """Lets the given move fail, or the later ones too: fail_at(number, error)."""

    def _fail_at(number, error, *, for_good=False):
        done = []

        def move(source, target):
            done.append(source)
            if len(done) == number or (for_good and len(done) > number):
                raise error
            return moved(source, target)

        moved = media._move
        monkeypatch.setattr(media, "_move", move)
        return done

    return _fail_at


@pytest.mark.parametrize("number", range(1, 9))
def test_uploads_come_back_wherever_the_disk_is_full(number, site, archive, full, fail_at):
    done = fail_at(number, OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(CommandError, match="The disk is full"):
        put_back(archive)
    assert files(full / "media") == OLD
    assert len(done) >= number
    assert [path.name for path in full.iterdir() if path.name.startswith(".")] == []


def test_uploads_come_back_when_somebody_stops_it(site, archive, full, fail_at):
    fail_at(2, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        put_back(archive)
    assert files(full / "media") == OLD


@pytest.mark.parametrize("number", [1, 2, 3])
def test_uploads_come_back_to_a_disk_of_their_own(number, site, archive, full, other_disk, monkeypatch):
    """A folder that is half copied is no folder."""

    def copytree(source, target, **options):
        done.append(source)
        if len(done) == number:
            Path(target).mkdir()
            raise OSError(errno.ENOSPC, "No space left on device")
        return copied(source, target, **options)

    done, copied = [], shutil.copytree
    monkeypatch.setattr(media.shutil, "copytree", copytree)
    with pytest.raises(CommandError, match="The disk is full"):
        put_back(archive)
    assert files(full / "media") == OLD


def test_uploads_on_a_disk_of_their_own_are_exchanged(site, archive, full, other_disk):
    put_back(archive)
    assert files(full / "media") == files(site / "media")


def test_uploads_that_cannot_come_back_are_kept_and_named(site, archive, full, fail_at):
    fail_at(3, OSError(errno.EIO, "Input/output error"), for_good=True)
    with pytest.raises(CommandError, match=r"lie in (\S+)") as told:
        put_back(archive)
    [kept] = full.glob(".uploads-before-*")
    assert str(kept) in str(told.value)
    assert {**files(full / "media"), **files(kept)} == OLD


def test_nothing_old_is_left_after_a_good_restore(site, archive, full):
    put_back(archive)
    assert files(full / "media") == files(site / "media")
    assert list(full.glob(".uploads-before-*")) == []


@pytest.fixture
def bucket(full, settings):
    """The uploads lie in a bucket, where nothing can be undone."""
    kept = InMemoryStorage()
    kept.save("own.txt", ContentFile(b"their own"))
    kept.save("images/kept.jpg", ContentFile(b"kept"))
    was = default_storage._wrapped
    default_storage._wrapped = kept
    yield kept
    default_storage._wrapped = was


def test_a_bucket_is_as_it_was_when_the_database_fails(site, archive, bucket, monkeypatch):
    def fail(source, header):
        raise BackupError("no")

    monkeypatch.setattr(restoring.ENGINES[connection.vendor], "restore", fail)
    with pytest.raises(CommandError, match="no"):
        put_back(archive)
    assert bucket.listdir("") == (["images"], ["own.txt"])


def test_a_bucket_takes_the_uploads_of_the_archive(site, archive, bucket):
    put_back(archive)
    assert bucket.open("private_images/hidden.jpg").read() == b"a hidden picture"


def test_a_bucket_that_fails_says_that_the_database_is_new(site, archive, bucket, monkeypatch):
    def fail(name, content):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(bucket, "save", fail)
    with pytest.raises(CommandError, match="The database was put back, but"):
        put_back(archive)
