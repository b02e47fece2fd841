"""What a site holds after an import, so that two can be compared: content, index, files, what is remembered.

On SQLite, where what was rolled back uses no numbers: bodies that name pictures by number are equal too.
"""

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from tests import databases

AN_HOUR = 3700
# Without moments, and without names of files and keys that are chance.
PARTS = {
    "posts": """SELECT p.id, p.path, p.slug, p.title, p.live, p.depth, p.numchild, p.has_unpublished_changes,
        b.body, b.excerpt, b.made_excerpt, b.keywords, b.date, b.reading_minutes, b.has_comments,
        b.is_featured, b.byline_id, b.lead_picture_id, b.lead_picture_caption
        FROM wagtailcore_page p JOIN blog_blogpage b ON b.page_ptr_id = p.id""",
    "pages": """SELECT p.path, p.numchild, p.url_path, p.title, p.live, s.body FROM wagtailcore_page p
        LEFT JOIN home_standardpage s ON s.page_ptr_id = p.id""",
    "revisions": "SELECT object_id, approved_go_live_at FROM wagtailcore_revision",
    "categories": "SELECT blogpage_id, category_id FROM blog_blogpage_categories",
    "comments": """SELECT c.post_id, c.name, c.text, c.state, c.created_at, above.text
        FROM comments_comment c LEFT JOIN comments_comment above ON above.id = c.parent_id""",
    "pictures": "SELECT id, title, description, width, height, file_size, file_hash FROM media_image",
    "documents": "SELECT id, title, file_size, file_hash FROM media_document",
    "remembered": """SELECT kind, key, title, old_path, slug, old_file, facts, outcome, notes, unresolved,
        digest, written, kind = 'comment' OR object_id FROM wordpress_importeditem""",
    "without a place": """SELECT kind, key, reason, original FROM wordpress_unplacedpart u
        LEFT JOIN wordpress_importeditem i ON i.id = u.item_id""",
    "searched pages": "SELECT * FROM search_indexedpage",
    "searched texts": "SELECT * FROM search_indexedtext",
    "index": "SELECT content_type_id, object_id, title, body, autocomplete FROM wagtailsearch_indexentry",
    "words": "SELECT word FROM search_word",
    "cards": "SELECT post_id, date, category_ids, shape FROM blog_postcard",
    "references": """SELECT object_id, to_content_type_id, to_object_id, model_path, content_path
        FROM wagtailcore_referenceindex""",
}
# What is remembered of a post is written with it; what lists and the search need may follow the commit.
HALF = """SELECT count(*) FROM blog_blogpage b LEFT JOIN wordpress_importeditem i
    ON i.kind = 'post' AND i.object_id = b.page_ptr_id AND i.outcome = 'done' WHERE i.id IS NULL
    OR NOT EXISTS (SELECT 1 FROM blog_blogpage_categories c WHERE c.blogpage_id = b.page_ptr_id)
    OR NOT EXISTS (SELECT 1 FROM wordpress_importeditem c JOIN comments_comment k ON k.id = c.object_id
        WHERE c.kind = 'comment' AND k.post_id = b.page_ptr_id)"""
# Tables with files, by the columns that name them.
FILES = {
    "media_image": "file",
    "media_document": "file",
    "media_rendition": "file",
    "media_keptoriginal": "file",
}


def _rows(folder: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "db.sqlite3", timeout=30)) as database:
        return database.execute(statement).fetchall()


def contents(folder: Path) -> dict[str, list[str]]:
    """Each part of what a site holds, as sorted lines; files by their bytes."""
    found = {part: sorted(map(repr, _rows(folder, statement))) for part, statement in PARTS.items()}
    files = [hashlib.sha256(path.read_bytes()).hexdigest() for path in media(folder)]
    return found | {"files": sorted(files)}


def media(folder: Path) -> list[Path]:
    """The uploads, and what was made of them."""
    return [path for path in (folder / "media").rglob("*") if path.is_file()]


def strays(folder: Path) -> list[Path]:
    """Files that no row names."""
    named = {
        folder / "media" / name
        for table, column in FILES.items()
        for (name,) in _rows(folder, f"SELECT {column} FROM {table}")
    }
    return [path for path in media(folder) if path not in named]


def sweep(around: dict[str, str]) -> None:
    """Does what the clock does an hour after a kill: files that were written before their rows go."""
    folder = Path(around["DATA_DIR"])
    for path in media(folder):
        os.utime(path, (path.stat().st_mtime - AN_HOUR,) * 2)
    line = [sys.executable, "manage.py", "delete_strays", "--now", "--verbosity", "0"]
    subprocess.run(line, cwd=databases.ROOT, env=around, check=True)


def counts(folder: Path) -> dict[str, int]:
    """How many posts and pictures there are, and posts without what is stored in their transaction."""
    statements = {
        "posts": "SELECT count(*) FROM blog_blogpage",
        "pictures": "SELECT count(*) FROM media_image",
        "half posts": HALF,
    }
    return {name: int(_rows(folder, statement)[0][0]) for name, statement in statements.items()}


def differences(one: dict[str, list[str]], other: dict[str, list[str]]) -> list[str]:
    """The parts that differ, each with a line that only one of them has."""
    said = []
    for part in one:
        if one[part] != other[part]:
            alone = sorted(set(one[part]) ^ set(other[part]))
            said.append(f"{part}: {len(one[part])} and {len(other[part])}; {alone[:2]}"[:2000])
    return said
