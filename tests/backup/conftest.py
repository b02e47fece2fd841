"""Places of their own: a database and a data folder that a backup is made of, and empty ones."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from tests import databases
from tests.factories import BlogPageFactory, DocumentFactory, ImageFactory, UserFactory

PASSPHRASE = "a passphrase for tests"


@contextmanager
def place(folder: Path, *, is_migrated: bool = True) -> Iterator[Path]:
    """Inside, the site is another one, in a folder and a database that nobody used before."""
    (folder / "media").mkdir(parents=True, exist_ok=True)
    name = f"backup_{uuid.uuid4().hex[:8]}"
    is_sqlite = connection.vendor == "sqlite"
    if is_sqlite:
        copy = str(folder / "db.sqlite3")
        if is_migrated:
            shutil.copy(databases.sqlite_template(), copy)
    else:
        copy = databases.postgres_copy(name) if is_migrated else _empty_postgres(name)
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = copy
    try:
        with override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "media"):
            yield folder
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        if not is_sqlite:
            databases.drop_postgres(copy)


def _empty_postgres(name: str) -> str:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    return name


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Path]:
    """A site with a post, a picture, a PDF and an editor. Tests may read it, and make backups of it."""
    with django_db_blocker.unblock(), place(tmp_path_factory.mktemp("site")) as folder:
        BlogPageFactory(title="A letter to the department", slug="letter")
        ImageFactory()
        DocumentFactory()
        UserFactory(username="amina")
        (folder / "media" / "private_images").mkdir()
        (folder / "media" / "private_images" / "hidden.jpg").write_bytes(b"a hidden picture")
        yield folder


@pytest.fixture
def empty(tmp_path) -> Callable[..., object]:
    """Opens an empty place."""
    return lambda **options: place(tmp_path / "empty", **options)


@pytest.fixture(scope="module")
def archive(site, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("archives") / "site.tar.gz"
    call_command("backup", path, verbosity=0)
    return path


@pytest.fixture
def passphrase_file(tmp_path) -> Path:
    path = tmp_path / "passphrase"
    path.write_text(f"{PASSPHRASE}\n")
    return path


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
