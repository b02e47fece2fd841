"""Puts an archive back: all of it is unpacked and compared aside before anything of the site changes."""

import os
import time
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from django.db import connection
from django.dispatch import Signal
from wagtail.models import Page

from cms.addresses import HOME_DEPTH
from cms.backup import media
from cms.backup.contents import DATABASES, SECRET_KEY, BackupError, Contents, check, is_behind
from cms.backup.making import ENGINES, PRIVATE, workroom
from cms.backup.reading import opened, read
from cms.full_disk import is_full_disk
from cms.models import ContentVersion
from cms.versions import ROW

# Sent after a site was put back.
site_restored = Signal()
RESERVE = 64 << 20
NO_ROOM = "There is not enough room on the disk to unpack the archive; nothing was changed."


def is_empty_place() -> bool:
    """Whether nobody has made anything here yet: no uploads, no users, no pages but the first."""
    tables = set(connection.introspection.table_names())
    users, pages = apps.get_model(settings.AUTH_USER_MODEL), Page
    if pages._meta.db_table in tables and pages.objects.filter(depth__gt=HOME_DEPTH).exists():
        return False
    if users._meta.db_table in tables and users._default_manager.exists():
        return False
    return media.is_empty()


def restore(path: Path, passphrase: str = "", identity: str = "") -> Contents:
    """Puts an archive in the place of what is here.

    Raises BackupError. Then all is as it was, or the error says what is not.
    """
    before = _version_before()
    with workroom() as room:
        unpacking = _Unpacking(room)
        try:
            with opened(path, passphrase, identity) as stream:
                contents = read(stream, check, unpacking.place)
        except OSError as error:
            if is_full_disk(error):
                raise BackupError(NO_ROOM) from None
            raise BackupError(
                f"The archive could not be unpacked ({error.strerror}); nothing was changed."
            ) from None
        database = room / DATABASES[connection.vendor]
        if not database.exists():
            raise BackupError("The archive holds no database; nothing was changed.")
        place = media.root()
        if place:
            _exchange(media.Exchange(room / "media", place), database, contents)
        else:
            ENGINES[connection.vendor].restore(database, contents.header)
        _place_key(room / SECRET_KEY)
        if not is_behind(contents.header):
            _raise_version(before)
        _forget_caches()
        if not place:
            media.upload(room / "media")
    site_restored.send(sender=Contents)
    return contents


def _exchange(uploads: media.Exchange, database: Path, contents: Contents) -> None:
    """Uploads and database, both or neither."""
    try:
        uploads.do()
        ENGINES[connection.vendor].restore(database, contents.header)
    except BaseException as error:
        uploads.undo()
        if is_full_disk(error):
            raise BackupError("The disk is full. All is as it was; make room, and try again.") from None
        if isinstance(error, OSError):
            raise BackupError(f"The uploads could not be put back ({error.strerror}).") from None
        raise
    uploads.finish()


class _Unpacking:
    """Members as files in a room of their own, as long as the disk has room for them."""

    def __init__(self, room: Path) -> None:
        self.room = room

    def place(self, name: str, size: int) -> IO[bytes]:
        status = os.statvfs(self.room)
        if size + RESERVE > status.f_bavail * status.f_frsize:
            raise BackupError(NO_ROOM)
        target = self.room / name
        target.parent.mkdir(parents=True, exist_ok=True)
        is_upload = target.is_relative_to(self.room / "media")
        mode = settings.FILE_UPLOAD_PERMISSIONS if is_upload else PRIVATE
        file = os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb")
        if is_upload:
            target.chmod(mode)
        return file


def _place_key(key: Path) -> None:
    if key.exists() and not settings.ENVIRONMENT.SECRET_KEY:
        key.chmod(PRIVATE)
        key.replace(settings.DATA_DIR / SECRET_KEY)


def _version_before() -> int:
    if ContentVersion._meta.db_table not in connection.introspection.table_names():
        return 0
    return max(ContentVersion.objects.filter(pk=ROW).values_list("number", flat=True), default=0)


def _raise_version(before: int) -> None:
    """A number that no cache has seen: the restored one was used already, and others after it."""
    row, _made = ContentVersion.objects.get_or_create(pk=ROW)
    number = max(before, row.number, int(time.time())) + 1
    ContentVersion.objects.filter(pk=ROW).update(number=number)


def _forget_caches() -> None:
    """Empties our own caches; a Redis may hold what belongs to others."""
    for alias in settings.CACHES:
        cache: Any = caches[alias]
        if isinstance(cache, RedisCache):
            client = cache._cache.get_client(write=True)
            for key in client.scan_iter(f"{cache.key_prefix}:*"):
                client.delete(key)
        else:
            cache.clear()
