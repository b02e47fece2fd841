"""Where the posts are kept between runs, and the database that a run works on.

SQLite: files in BENCH_DIR. PostgreSQL (DATABASE_URL): databases beside the one that is named there.
"""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

POSTS = int(os.environ.get("SEARCH_BENCH_POSTS", "20000"))
FOLDER = Path(
    os.environ.get("BENCH_DIR") or Path(tempfile.gettempdir()) / f"union-bench-search-{os.getuid()}"
)


def set_up() -> None:
    """Django with the settings of the embedded default, on a database of the bench's own."""
    FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ |= {"DATA_DIR": str(FOLDER), "DJANGO_SETTINGS_MODULE": "cms.settings.base"}
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    call_command("collectstatic", verbosity=0, interactive=False)


def fingerprint() -> str:
    """Changes with the migrations and with what makes the posts."""
    from tests import databases

    digest = hashlib.sha256(databases.fingerprint().encode())
    for name in ("words.py", "content.py"):
        digest.update((Path(__file__).parent / name).read_bytes())
    return f"{POSTS}_{digest.hexdigest()[:8]}"


def connect(name: str) -> None:
    """Works on a database from now on."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name


def exists(name: str) -> bool:
    from django.db import connection

    if connection.vendor == "sqlite":
        return Path(name).exists()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def name_of(role: str) -> str:
    """The database of content, run or shipped."""
    from django.db import connection

    label = f"bench_search_{role}_{fingerprint()}"
    return str(FOLDER / f"{label}.sqlite3") if connection.vendor == "sqlite" else label


def copy(source: str, target: str) -> None:
    """Makes or replaces a database; nobody may be connected to either."""
    from django.db import connection

    connection.close()
    if connection.vendor == "sqlite":
        for ending in ("-wal", "-shm"):
            Path(target + ending).unlink(missing_ok=True)
        shutil.copy(source, target)
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}"')
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def content() -> str:
    """The name of the database with the posts and no index, made once."""
    from django.db import connection

    from tests import databases
    from tests.bench_search import content as posts

    name = name_of("content")
    if not exists(name):
        unfinished = name_of("unfinished")
        if connection.vendor == "sqlite":
            copy(str(databases.sqlite_template()), unfinished)
        else:
            copy(databases.postgres_copy("bench_search"), unfinished)
        connect(unfinished)
        posts.make(POSTS)
        settle()
        connection.close()
        copy(unfinished, name)
    return name


def settle() -> None:
    """As the database would be after some hours: what was written is where it belongs."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM ANALYZE")


def size() -> float:
    """MB on the disk."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return float(cursor.fetchone()[0]) / 1e6
