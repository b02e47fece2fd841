"""An import that is killed, at whatever moment, goes on where it was and ends as if nothing had happened."""

import os
import shutil
import subprocess
import sys

import pytest
from django.db import connection

from tests import databases
from tests.bench_import import comparing
from tests.wordpress.exports import category, comment, export, filed, item

PARTS = [
    category("Housing", "housing", 1),
    *(
        item(
            number,
            f"Post {number}",
            f'<a href="/item-{200 - number}/">x</a>',
            filed("housing", "Housing"),
            comment(number, "Hello"),
        )
        for number in range(100, 148)
    ),
    # Below each other, the lowest first: they wait, and get their numbers last in any case.
    *(
        item(number, f"Leaf {number}", "Words", post_type="page", post_parent=str(number + 1))
        for number in range(1, 4)
    ),
]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="it copies the file of the database")
def test_an_import_that_is_killed_goes_on_where_it_was(tmp_path):
    (tmp_path / "export.xml").write_text(export(*PARTS))
    for name in ("whole", "broken"):
        (tmp_path / name).mkdir()
        shutil.copy(databases.sqlite_template(), tmp_path / name / "db.sqlite3")
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    around = kept | {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cms.settings.base"}
    line = [sys.executable, "-m", "tests.wordpress.killing", str(tmp_path)]
    ended = subprocess.run(
        line, cwd=databases.ROOT, env=around, check=True, stdout=subprocess.PIPE, text=True
    )
    assert int(ended.stdout) >= 1, "no run was killed before it was done"
    whole, broken = comparing.contents(tmp_path / "whole"), comparing.contents(tmp_path / "broken")
    assert comparing.differences(whole, broken) == []
    assert comparing.counts(tmp_path / "broken") == {"posts": 48, "pictures": 0, "half posts": 0}
    assert whole["index"]
    assert whole["references"]
