"""A data folder as a first run of `make site` leaves it, made once and copied in a second.

The folder is made anew when any code or content of the site changes, or the lock file.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests import databases

APPS = ("cms", "blog", "home", "search")
USERNAME, PASSWORD = "amina", "a long sentence for a test"  # of a server that lives for a test
SECONDS_TO_KEEP = 24 * 60 * 60


def fingerprint() -> str:
    """Changes with all that could change what a first run stores."""
    digest = hashlib.sha256(databases.fingerprint().encode())
    files = [path for app in APPS for path in (databases.ROOT / app).rglob("*.py")]
    files += (path for path in (databases.ROOT / "home" / "sample").rglob("*") if path.is_file())
    files += (Path(__file__), Path(__file__).with_name("showcase.py"))
    for path in sorted({path for path in files if path.suffix != ".pyc"}):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def environment(folder: Path) -> dict[str, str]:
    """What the commands of the embedded default need to work in a folder."""
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return inherited | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.base",
        "DATA_DIR": str(folder),
        "ADMIN_USERNAME": USERNAME,
        "ADMIN_PASSWORD": PASSWORD,
    }


def template() -> Path:
    """The prepared folder that all copies come from, with the sample and what tests.showcase adds."""
    migrated = databases.sqlite_template()
    prepared = databases.FOLDER / f"sample-{fingerprint()}"
    with databases.locked("sample"):
        if not prepared.exists():
            _forget_old_ones()
            unfinished = prepared.with_name("sample-unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            shutil.copy(migrated, unfinished / "db.sqlite3")
            for command in (["manage.py", "site", "--prepare-only"], ["-m", "tests.showcase"]):
                subprocess.run(
                    [sys.executable, *command],
                    cwd=databases.ROOT,
                    env=environment(unfinished),
                    stdout=subprocess.DEVNULL,
                    check=True,
                )
            unfinished.rename(prepared)
        os.utime(prepared)
    return prepared


def copy_to(folder: Path) -> None:
    """Fills a folder with a copy."""
    shutil.copytree(template(), folder, dirs_exist_ok=True)


def _forget_old_ones() -> None:
    for path in databases.FOLDER.glob("sample-*"):
        if path.stat().st_mtime < time.time() - SECONDS_TO_KEEP:
            shutil.rmtree(path, ignore_errors=True)


if __name__ == "__main__":
    import cms.settings.test  # noqa: F401  # it is made in the environment of a test process

    template()
