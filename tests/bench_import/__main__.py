"""Measures the import from WordPress. Run: make bench-import (DATABASE_URL=postgres://... for PostgreSQL).

5,000 posts, 20,000 comments, 2,000 files; IMPORT_BENCH_POSTS changes the number of posts, the others with it.
IMPORT_BENCH_BYTES is the size of the large export (0: none), IMPORT_BENCH_KILLS how often a run is killed.
A machine with other work: the seconds of the processor count, not those of the clock.
"""

import os
import sys
import tempfile
from pathlib import Path

POSTS = int(os.environ.get("IMPORT_BENCH_POSTS", "5000"))
COMMENTS, FILES = POSTS * 4, POSTS * 2 // 5
BYTES = int(os.environ.get("IMPORT_BENCH_BYTES", "1000000000"))
KILLS = int(os.environ.get("IMPORT_BENCH_KILLS", "10"))
HEAD = f"{'':34}{'seconds':>9}{'processor':>11}{'posts/s':>9}{'MB':>6}"


def set_up(folder: Path) -> None:
    """Django, for the words of the texts and the settings of databases."""
    os.environ |= {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "cms.settings.base"}
    import django

    django.setup()


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="union-bench-import-") as name:
        folder = Path(name)
        set_up(folder)
        from django.db import connection

        from tests.bench_import import measures

        print(f"{connection.vendor}, {POSTS} posts, {COMMENTS} comments, {FILES} files\n\n{HEAD}", flush=True)
        missed = measures.speed(folder, POSTS, COMMENTS, FILES)
        if BYTES:
            missed += measures.large(folder, BYTES)
        if connection.vendor == "sqlite":
            missed += measures.full_disk(folder)
        if connection.vendor == "sqlite" and KILLS:
            missed += measures.killed(folder, KILLS, POSTS)
    print("\nEvery goal is met." if not missed else "\nMissed:")
    print("\n".join(missed))
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
