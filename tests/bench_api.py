"""Measures the API at 1,000, 10,000 and 100,000 posts. Run: make bench-api (API_BENCH_POSTS=1000,10000)

Cold: all caches are emptied before each request, which runs through the whole of Django in this process.
After a change, warm and 304: over HTTP, as the first reader after a publish and the later ones meet it.
"""

import datetime
import gzip
import http.client
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

SIZES = [int(size) for size in os.environ.get("API_BENCH_POSTS", "1000,10000,100000").split(",")]
REQUESTS, WARMING = 60, 5
# Posts that are made one by one; the others are copies of their rows.
ORIGINALS, DAYS_APART = 1000, 41
PICTURES = 20
LIST = "/api/v2/posts/?limit=10"
# What issue 5 asks for: milliseconds, queries, how much slower than with the fewest posts, bytes.
AIMS = {
    "list, cold": (9, 10),
    "list in the middle, cold": (9, 10),
    "list far down, cold": (9, 10),
    "detail, cold": (None, 12),
    "list, after a change": (9, None),
    "list, warm": (2, None),
    "list, 304": (1, None),
    "detail, warm": (2, None),
}
SLOWER, BYTES = 1.25, 6 * 1024


def set_up(folder: str, port: int) -> None:
    os.environ |= {"DATA_DIR": folder, "PORT": str(port), "DJANGO_SETTINGS_MODULE": "cms.settings.base"}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    call_command("collectstatic", verbosity=0, interactive=False)


def make_posts(number: int) -> None:
    """Posts of seven languages with a lead picture each, prepared as a publish prepares them."""
    from django.core.management import call_command
    from django.db.models import F

    from blog.models import BlogPage
    from tests import factories
    from tests.bench_search import content

    content.make(min(number, ORIGINALS))
    for remainder, picture in enumerate(factories.ImageFactory() for _ in range(PICTURES)):
        some = BlogPage.objects.annotate(rest=F("pk") % PICTURES).filter(rest=remainder)
        BlogPage.objects.filter(pk__in=some.values("pk")).update(lead_picture=picture)
    call_command("prepare_posts", verbosity=0)
    copy_posts(number // ORIGINALS - 1)


def copy_posts(times: int) -> None:
    """Copies all posts so many times, with their categories and cards, row by row."""
    from django.db import connection, transaction
    from wagtail.models import Page

    from blog.models import BlogPage, PostCard

    links = BlogPage.categories.through
    keys = {Page: "id", BlogPage: "page_ptr_id", links: "blogpage_id", PostCard: "post_id"}
    with transaction.atomic(), connection.cursor() as cursor:
        originals = {}
        for model, key in keys.items():
            cursor.execute(
                f"SELECT * FROM {model._meta.db_table}"
                f" WHERE {key} IN (SELECT page_ptr_id FROM {BlogPage._meta.db_table})"
            )
            names = [column[0] for column in cursor.description]
            originals[model] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        far = max(row["id"] for model in (Page, links) for row in originals[model])
        for turn in range(1, times + 1):
            for model, rows in originals.items():
                written = [list(copied(row, keys[model], turn, turn * far).values()) for row in rows]
                names, signs = ", ".join(rows[0]), ", ".join(["%s"] * len(rows[0]))
                sql = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({signs})"
                cursor.executemany(sql, written)


def copied(row: dict, key: str, turn: int, far: int) -> dict:
    """A row of a post with other numbers and another day; that of its page at another place as well."""
    from wagtail.models import Page

    new = row | {name: row[name] + far for name in {"id", key} & {*row}}
    if "date" in row:
        new["date"] = row["date"] - datetime.timedelta(days=turn * DAYS_APART)
    if "translation_key" in row:
        new["translation_key"] = uuid.uuid5(uuid.NAMESPACE_OID, f"{row['translation_key']} {turn}").hex
    if "url_path" in row:
        above, step = row["path"][: -Page.steplen], Page._str2int(row["path"][-Page.steplen :])
        new["path"] = Page._get_path(above, row["depth"], step + turn * ORIGINALS)
        new["slug"] = f"{row['slug']}-{turn}"
        new["url_path"] = f"{row['url_path'].rstrip('/')}-{turn}/"
    return new


class Row(NamedTuple):
    """What one kind of request took: milliseconds of a clock and of the processor."""

    median: float
    slow: float
    cpu: float | None
    queries: int | None = None


def times(do: Callable[[int], object], cpu: Callable[[], float | None], before: Callable = int) -> Row:
    """Asks again and again; `do` is given the number of the request, `before` is not measured."""
    spent, worked = [], 0.0
    for number in range(WARMING + REQUESTS):
        before()
        work, begun = cpu(), time.perf_counter()
        do(number)
        if number >= WARMING:
            spent.append((time.perf_counter() - begun) * 1000)
            worked += ((cpu() or 0) - (work or 0)) * 1000
    found = worked / REQUESTS if cpu() is not None else None
    return Row(statistics.median(spent), statistics.quantiles(spent, n=20)[-1], found)


def cold(path: str) -> Row:
    """A request that finds all caches empty."""
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()

    def ask(number: int = 0) -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")

    def clear() -> None:
        for cache in caches.all():
            cache.clear()

    row = times(ask, time.process_time, clear)
    clear()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return row._replace(queries=len(captured))


def cpu_of(pid: int) -> float | None:
    """Seconds of the processor that a process and those that it began took; None where nothing tells."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    except OSError:
        return None
    own = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu_of(int(child)) or 0 for child in children)


@contextmanager
def server(port: int) -> Iterator[tuple[http.client.HTTPConnection, int]]:
    """The site on one connection, as `make site` serves it, and the number of its process."""
    command = [sys.executable, "-m", "gunicorn", "cms.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    process = subprocess.Popen([*command, "--no-control-socket", "--log-level", "error"])
    try:
        for attempt in count():
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                fetch(connection, "/api/v2/")
                break
            except OSError:
                if attempt > 120 or process.poll() is not None:
                    raise
                time.sleep(0.5)
        yield connection, process.pid
    finally:
        process.terminate()
        process.wait(20)


def fetch(connection: http.client.HTTPConnection, path: str, status: int = 200, **headers: str) -> bytes:
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", **headers})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != status:
        raise SystemExit(f"{path} answered {answer.status}")
    connection.etag = answer.headers.get("ETag", "")  # type: ignore[attr-defined]
    return body


def show(name: str, row: Row) -> None:
    milliseconds, queries = AIMS[name]
    print(
        f"{name:26}{row.queries or '':>8}{row.median:>11.1f}{row.slow:>9.1f}"
        f"{row.cpu or 0:>9.1f}   {f'{milliseconds} ms' if milliseconds else '':6}"
        f"{f'{queries} queries' if queries else ''}"
    )


def measure(port: int) -> dict[str, Row]:
    """Prints what requests take, and gives it by the names of AIMS."""
    from django.db.models import F
    from django.db.models.functions import Length

    from blog.models import BlogPage, PostCard
    from cms.versions import raise_version

    longest = BlogPage.objects.visible().order_by(Length(F("body")).desc())
    detail = f"/api/v2/posts/{longest.values_list('pk', flat=True)[0]}/"
    visible = PostCard.objects.count()
    middle, deep = (f"{LIST}&offset={offset}" for offset in (visible // 2, visible - 10))
    print(f"{'':26}{'queries':>8}{'median ms':>11}{'95th ms':>9}{'CPU ms':>9}   aim")
    paths = {
        "list, cold": LIST,
        "list in the middle, cold": middle,
        "list far down, cold": deep,
        "detail, cold": detail,
    }
    found = {name: cold(path) for name, path in paths.items()}
    with server(port) as (connection, pid):
        body = fetch(connection, LIST)
        etag = connection.etag  # type: ignore[attr-defined]

        def ask(path: str, before: Callable = int, status: int = 200, **headers: str) -> Row:
            return times(lambda n: fetch(connection, path, status, **headers), lambda: cpu_of(pid), before)

        found["list, warm"] = ask(LIST)
        found["list, 304"] = ask(LIST, status=304, **{"If-None-Match": etag})
        found["detail, warm"] = ask(detail)
        found["list, after a change"] = ask(LIST, before=raise_version)
    for name in AIMS:
        show(name, found[name])
    plain = len(gzip.decompress(body))
    print(f"A list of ten cards: {plain} bytes, {len(body)} as sent (aim {BYTES})")
    return found


def main() -> None:
    from tests.bench import free_port
    from tests.databases import sqlite_copy

    print(f"SQLite, {REQUESTS} requests each, one connection, {datetime.date.today()}")
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors")
    first = None
    with tempfile.TemporaryDirectory(prefix="union-bench-api-") as folder:
        set_up(folder, port := free_port())
        from django.db import connection

        for size in SIZES:
            connection.close()
            database = Path(connection.settings_dict["NAME"])
            for rest in database.parent.glob(f"{database.name}*"):
                rest.unlink()
            database.write_bytes(Path(sqlite_copy(f"api-{size}")).read_bytes())
            begun = time.perf_counter()
            make_posts(size)
            print(f"\n{size:,} posts, made in {time.perf_counter() - begun:.0f} s", end="; ")
            print("load average", *(f"{load:.1f}" for load in os.getloadavg()))
            found = measure(port)
            first = first or found
            compare(first, found)


def compare(first: dict[str, Row], found: dict[str, Row]) -> None:
    """Prints how much slower than with the fewest posts the cold lists are."""
    for name in AIMS:
        if name.startswith("list") and name.endswith("cold"):
            slower = found[name].median / first[name].median
            more = (found[name].cpu or 0) / (first[name].cpu or 1)
            print(f"{name}: {slower:.2f} of its time with {SIZES[0]:,} posts,", end=" ")
            print(f"{more:.2f} of its CPU time (aim {SLOWER})")


if __name__ == "__main__":
    main()
