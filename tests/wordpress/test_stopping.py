"""An import that is killed, at whatever moment, goes on where it was and ends as if nothing had happened."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from django.db import connection

from tests import databases
from tests.wordpress.exports import comment, export, item

PARTS = [
    *(
        item(number, f"Leaf {number}", "Words", post_type="page", post_parent=str(number + 1))
        for number in range(1, 5)
    ),
    *(
        item(number, f"Post {number}", f'<a href="/item-{400 - number}/">x</a>', comment(number, "Hello"))
        for number in range(100, 180)
    ),
]
POSTS = (
    "SELECT slug, title, live, keywords, depth FROM wagtailcore_page"
    " JOIN blog_blogpage ON id = page_ptr_id ORDER BY slug"
)
COUNTS = (
    "SELECT (SELECT count(*) FROM comments_comment), (SELECT count(*) FROM blog_postcard),"
    " (SELECT count(*) FROM home_standardpage), (SELECT numchild FROM wagtailcore_page WHERE slug = 'news'),"
    " (SELECT count(*) FROM search_indexedpage), (SELECT count(*) FROM wagtailcore_referenceindex)"
)


@pytest.fixture
def line(tmp_path):
    """The command that imports, with a folder and a database of its own."""
    (tmp_path / "export.xml").write_text(export(*PARTS))
    return [sys.executable, "manage.py", "import_wordpress", str(tmp_path / "export.xml")]


def environment(folder) -> dict[str, str]:
    shutil.copy(databases.sqlite_template(), folder / "db.sqlite3")
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "cms.settings.base"}


def state(folder) -> list:
    with sqlite3.connect(folder / "db.sqlite3") as database:
        return [database.execute(POSTS).fetchall(), database.execute(COUNTS).fetchall()]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="it copies the file of the database")
def test_an_import_that_is_killed_goes_on_where_it_was(tmp_path, line):
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    for folder in (whole, broken):
        folder.mkdir()
    around = environment(whole)
    subprocess.run(line, cwd=databases.ROOT, env=around, check=True, capture_output=True)
    around = environment(broken)
    process = subprocess.Popen(
        line, cwd=databases.ROOT, env=around, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    for said in process.stdout:
        if said.startswith("Posts and pages"):
            time.sleep(random.uniform(0, 0.1))  # noqa: S311  # any moment will do
            break
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    subprocess.run(line, cwd=databases.ROOT, env=around, check=True, capture_output=True)
    assert state(broken) == state(whole)
