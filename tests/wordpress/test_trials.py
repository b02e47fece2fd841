"""A trial of an import: nobody else notices it."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from home.wordpress import steps, trials
from home.wordpress.alone import alone
from home.wordpress.models import ImportRun
from tests import databases
from tests.wordpress.exports import item, move_in


@pytest.fixture
def file(tmp_path, django_db_setup, django_db_blocker):
    """A database outside of any transaction, as the command has it."""
    copy = tmp_path / "db.sqlite3"
    usual = connection.settings_dict
    with django_db_blocker.unblock():
        connection.close()
        shutil.copy(databases.sqlite_template(), copy)
        connection.settings_dict = {**usual, "NAME": str(copy)}
        yield copy
        connection.close()
        connection.settings_dict = usual


@pytest.fixture
def left(place) -> Path:
    """The copy of the database that a trial left when it was killed."""
    copy = place / trials.FOLDER / "db.sqlite3"
    copy.parent.mkdir()
    copy.write_text("Everything")
    return copy


def count(file: Path, table: str) -> int:
    with sqlite3.connect(file) as database:
        return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases let many write at once")
def test_others_can_write_while_a_trial_runs(tmp_path, file, monkeypatch, settings):
    def take(*args):
        with sqlite3.connect(file, timeout=0) as other:
            other.execute("BEGIN IMMEDIATE")
        return original(*args)

    original = steps.placing.take
    monkeypatch.setattr(steps.placing, "take", take)
    move_in(tmp_path, item(1, "A"), dry_run=True)
    run = ImportRun.objects.get()
    assert (run.state, run.counts["post"]) == ("done", {"done": 1})
    assert count(file, "blog_blogpage") == 0
    assert not (Path(settings.DATA_DIR) / trials.FOLDER).exists()


@pytest.mark.django_db
def test_the_clock_deletes_what_a_killed_trial_left(left):
    call_command("delete_old_imports")
    assert not left.parent.exists()


@pytest.mark.django_db
def test_the_clock_leaves_a_trial_alone_that_still_runs(left):
    with alone():
        call_command("delete_old_imports")
    assert left.exists()
