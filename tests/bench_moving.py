"""Measures moving out and in, the copy as files and the backup. Run: make bench-moving (MOVING_POSTS=5000)

Each step is a command in a process of its own, as somebody at a terminal runs it.
"""

import filecmp
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

POSTS = int(os.environ.get("MOVING_POSTS", "5000"))
# The copy as files is made of fewer: a page of each language stands beside each post.
COPIED = int(os.environ.get("MOVING_COPIED", "1000"))
MOST_MEMORY = 300


class Step(NamedTuple):
    seconds: float
    megabytes: float


def run(folder: Path, *words: object) -> Step:
    """One command of manage.py for the site in a folder. Raises SystemExit where it fails."""
    environment = os.environ | {"DATA_DIR": str(folder)}
    environment.pop("DATABASE_URL", None)
    begun = time.monotonic()
    command = [sys.executable, "manage.py", *map(str, words)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, words))} failed")
    return Step(time.monotonic() - begun, usage.ru_maxrss / 1024)


def make_site(folder: Path, posts: int) -> None:
    """A site of so many posts, in a process of its own: what it keeps in memory is not measured."""
    code = f"from tests import bench_moving; bench_moving.fill({str(folder)!r}, {posts})"
    subprocess.run([sys.executable, "-c", code], check=True, stderr=subprocess.DEVNULL)


def fill(folder: str, posts: int) -> None:
    from tests.bench_api import make_posts, set_up

    set_up(folder, 8000)
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage
    from django.core.management import call_command

    from blog.models import BlogPage
    from cms.media.models import Document
    from cms.references import refer
    from tests.factories import PDF

    call_command("migrate", verbosity=0)
    make_posts(posts)
    # A document that no page names is nobody's to read, and a link to it leads nowhere.
    refer(BlogPage.objects.iterator(200))
    # Posts of the other benches name documents that nobody opens there.
    for name in Document.objects.values_list("file", flat=True):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(PDF))


def told(name: str, step: Step, more: str = "") -> bool:
    print(f"{name:28} {step.seconds:8.1f} s {step.megabytes:8.0f} MB  {more}", flush=True)
    return step.megabytes < MOST_MEMORY


def megabytes(*paths: Path) -> str:
    return f"{sum(path.stat().st_size for path in paths) / 1e6:.1f} MB"


def measure(folder: Path) -> bool:
    site, other, back = folder / "site", folder / "other", folder / "back"
    first, second, archive = folder / "first.zip", folder / "second.zip", folder / "backup.tar.gz"
    print(f"{POSTS} posts")
    make_site(site, POSTS)
    fine = [told("export_site", run(site, "export_site", first), megabytes(first))]
    run(other, "migrate", "--verbosity=0")
    fine.append(told("import_site", run(other, "import_site", first)))
    step = run(other, "export_site", second)
    is_equal = filecmp.cmp(first, second, shallow=False)
    fine += [told("second export_site", step, "equal" if is_equal else "NOT EQUAL"), is_equal]
    fine.append(told("backup", run(site, "backup", archive), megabytes(archive)))
    fine.append(told("restore", run(back, "restore", archive)))
    return all([*fine, measure_copy(folder)])


def measure_copy(folder: Path) -> bool:
    site, copy = folder / "small", folder / "copy"
    print(f"{COPIED} posts")
    make_site(site, COPIED)
    step = run(site, "export_static", copy, "--check", "--verbosity=0")
    files = {path: path.stat().st_mtime_ns for path in copy.rglob("*") if path.is_file()}
    fine = told("export_static --check", step, f"{len(files)} files, {megabytes(*files)}")
    step = run(site, "export_static", copy, "--verbosity=0")
    # Its list of what is done is written anew each time.
    now = [path for path in copy.rglob("*") if path.is_file() and path.suffix != ".jsonl"]
    written = sum(path.stat().st_mtime_ns != files.get(path) for path in now)
    return told("second export_static", step, f"{written} files written") and fine


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        sys.exit(0 if measure(Path(temporary)) else 1)
