"""What is measured; each prints its lines and gives the goals that were missed."""

import shutil
from pathlib import Path

from tests.bench_import import files, kills, links, old_site, running, sizes
from tests.bench_import.running import Taken

POSTS_A_SECOND, MEGABYTES = 50, 200
# Kills are tried with fewer posts and files: what is killed is done more than once.
MOST_KILLED_POSTS, POSTS_FOR_A_FILE = 1_000, 25
# Of a disk, until it is full.
ROOM = 3_000_000


def _print(what: str, taken: Taken, speed: float | None = None) -> None:
    told = f"{speed:.0f}" if speed else ""
    print(f"{what:34}{taken.seconds:>9.1f}{taken.processor:>11.1f}{told:>9}{taken.memory:>6.0f}", flush=True)


def _too_much(taken: dict[str, Taken]) -> list[str]:
    return [
        f"{what}: {each.memory:.0f} MB, not {MEGABYTES}"
        for what, each in taken.items()
        if each.memory > MEGABYTES
    ]


def speed(folder: Path, posts: int, comments: int, number: int) -> list[str]:
    """Posts without pictures, with them, a second run, and one that is only tried."""
    empty, plain, full = folder / "empty.xml", folder / "plain.xml", folder / "full.xml"
    old_site.write(empty, 1, 0, 0)
    old_site.write(plain, posts, comments, 0)
    old_site.write(full, posts, comments, number)
    files.write(folder / "uploads", number)
    uploads = ["--uploads", folder / "uploads"]
    missed = []
    fixed = running.take(running.fresh(folder / "site"), empty)
    _print("one post: what every run costs", fixed)
    around = running.fresh(folder / "site")
    taken = {"posts": running.take(around, plain)}
    # Of the processor, and without what every run costs.
    found = posts / (taken["posts"].processor - fixed.processor)
    _print("posts without pictures", taken["posts"], found)
    print(f"{'  the database then':34}{running.size(around):>35.0f}")
    if found < POSTS_A_SECOND:
        missed.append(f"{found:.0f} posts a second, not {POSTS_A_SECOND}")
    taken["a second run"] = running.take(around, plain)
    _print("the same again: nothing to do", taken["a second run"])
    if "Nothing new has moved in." not in taken["a second run"].said:
        missed.append(f"A second run did something: {taken['a second run'].said[-500:]}")
    around = running.fresh(folder / "site")
    taken["a dry run"] = running.take(around, full, *uploads, "--dry-run")
    _print("posts and files, only tried", taken["a dry run"])
    taken["posts and files"] = running.take(around, full, *uploads)
    _print("posts and files", taken["posts and files"])
    missed += links.checked(folder, around, full)
    running.drop(around)
    return missed + _too_much(taken)


def large(folder: Path, size: int) -> list[str]:
    """An export of a gigabyte: the reader alone, and a run that takes a few of its posts."""
    if shutil.disk_usage(folder).free < 3 * size:
        print("There is no room for the large export.")
        return []
    path = folder / "large.xml"
    number = sizes.write(path, size)
    taken = {"the reader": running.module("tests.bench_import.reader", running.environment(folder), path)}
    _print(f"reading {size / 1e9:.1f} GB, {number} posts", taken["the reader"])
    around = running.fresh(folder / "site")
    taken["--since"] = running.take(around, path, "--since", sizes.SINCE)
    _print(f"{sizes.TAKEN} posts of it, by --since", taken["--since"])
    running.drop(around)
    path.unlink()
    missed = _too_much(taken)
    if f"Posts: moved in {sizes.TAKEN}\n" not in taken["--since"].said:
        missed.append(f"Of the large export came: {taken['--since'].said[-500:]}")
    return missed


def full_disk(folder: Path) -> list[str]:
    """No file may grow beyond some megabytes: the run says so, and goes on when there is room."""
    path, site = folder / "full-disk.xml", folder / "site"
    old_site.write(path, 400, 400, 0)
    around = running.fresh(site)
    stopped = running.take(around, path, limit=(site / "db.sqlite3").stat().st_size + ROOM)
    said = stopped.said.strip().rpartition("\n")[2]
    print(f"\nA full disk in the middle, the command says: {said}", flush=True)
    if stopped.code != 1 or "start the same command again" not in said or "Traceback" in stopped.said:
        return [f"A full disk: {stopped.said[-800:]}"]
    running.take(around, path)
    return []


def killed(folder: Path, times: int, posts: int) -> list[str]:
    """Kills a run with pictures again and again."""
    posts = min(posts, MOST_KILLED_POSTS)
    number = max(posts // POSTS_FOR_A_FILE, 5)
    export, uploads = folder / "killed.xml", folder / "killed"
    old_site.write(export, posts, posts * 4, number)
    files.write(uploads, number)
    print(f"\n{times} kills of a run of {posts} posts and {number} files:")
    wrong = kills.compared(folder, times, export, "--uploads", uploads)
    print("  the end is that of a run that nobody disturbed" if not wrong else "  the end is another")
    return wrong
