"""docs/privacy.md says what the site keeps: no table without a row, no column that could hold a reader."""

import os
import re
import time
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command, get_commands
from django.db import connection
from wagtail.models import UploadedFile

from search.models import UnfoundQuery
from tests.factories import PICTURE

PROMISES = Path(__file__).parent.parent / "docs" / "privacy.md"
# What engines and settings add that the tests do not run with.
NOT_HERE = {"django_tasks_database_dbtaskresult"}
# Parts of names of columns that could hold who a reader is; below, those that hold something else.
TELLING = re.compile(
    r"(^|_)(ip|address|agent|cookie|e?mail|phone|geo|lat|lng|location|fingerprint|referr?er)(_|$)"
)
KNOWN = {
    "accounts_user.email": "of those who write",
    "home_sitesettings.email": "of the union",
    "home_sitesettings.phone": "of the union",
    "home_navigation.address": "of the union",
    "media_document.opens_by_address": "a tick",
}


def patterns() -> list[str]:
    """The names in the first column of the table."""
    rows = re.findall(r"^\| (`[^|]+) \|", PROMISES.read_text(), re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def tables() -> set[str]:
    models = apps.get_models(include_auto_created=True)
    return {"django_migrations"} | {model._meta.db_table for model in models}


@pytest.mark.parametrize("table", sorted(tables()))
def test_every_table_has_its_row(table):
    assert any(fnmatch(table, pattern) for pattern in patterns()), f"docs/privacy.md does not name {table}."


def test_no_row_names_what_is_not_there():
    there = tables() | NOT_HERE
    assert [pattern for pattern in patterns() if not any(fnmatch(name, pattern) for name in there)] == []


@pytest.mark.django_db
def test_the_database_holds_no_other_tables():
    # The full-text index of SQLite keeps tables of its own behind its one.
    found = {name for name in connection.introspection.table_names() if "_fts" not in name}
    assert [name for name in sorted(found) if not any(fnmatch(name, pattern) for pattern in patterns())] == []


def test_no_column_could_hold_who_a_reader_is():
    columns = {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if TELLING.search(field.column)
    }
    assert sorted(columns) == sorted(KNOWN)


def test_the_admin_may_call_nobody(settings):
    sources = {each for sources in settings.ADMIN_CONTENT_SECURITY_POLICY.values() for each in sources}
    assert sources <= {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None


def test_what_ends_is_ended_by_itself():
    commands = set(settings.COMMANDS_BY_THE_CLOCK)
    assert {"clearsessions", "delete_old_searches", "delete_old_previews", "delete_unfinished"} <= commands
    assert commands <= set(get_commands())


@pytest.mark.django_db
def test_one_command_that_fails_does_not_keep_the_others_from_running(settings, caplog):
    settings.COMMANDS_BY_THE_CLOCK = ["there_is_no_such_command", "delete_old_searches"]
    UnfoundQuery.objects.create(query="an old one", day=date(2020, 1, 1))
    call_command("run_due")
    assert not UnfoundQuery.objects.exists()
    assert "there_is_no_such_command failed" in caplog.text


@pytest.mark.django_db
def test_an_upload_that_nobody_finished_is_gone_after_a_day(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    old, new = (
        UploadedFile.objects.create(file=ContentFile(PICTURE, name=name)) for name in ("old.jpg", "new.jpg")
    )
    two_days_ago = time.time() - 2 * 24 * 60 * 60
    os.utime(old.file.path, (two_days_ago, two_days_ago))
    call_command("delete_unfinished")
    assert list(UploadedFile.objects.all()) == [new]
    assert not Path(old.file.path).exists()
