"""Measures the API at 1,000, 10,000 and 100,000 posts. Run: make bench-api (API_BENCH_POSTS=1000,10000)

Cold: all caches are emptied before each request, which runs through the whole of Django in this process.
New: over HTTP, an address that nobody asked before. Warm and 304: over HTTP, as a second reader meets it.
"""

import datetime
import gzip
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

SIZES = [int(size) for size in os.environ.get("API_BENCH_POSTS", "1000,10000,100000").split(",")]
REQUESTS, WARMING = 60, 5
PICTURES = 20
DEEP = 9990
LIST = "/api/v2/posts/?limit=10"


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

    content.make(number)
    for remainder, picture in enumerate(factories.ImageFactory() for _ in range(PICTURES)):
        some = BlogPage.objects.annotate(rest=F("pk") % PICTURES).filter(rest=remainder)
        BlogPage.objects.filter(pk__in=some.values("pk")).update(lead_picture=picture)
    call_command("prepare_posts", verbosity=0)


def times(do: Callable[[int], object]) -> tuple[float, float]:
    """Median and 95th percentile in ms; `do` is given the number of the request."""
    found = []
    for number in range(WARMING + REQUESTS):
        begun = time.perf_counter()
        do(number)
        if number >= WARMING:
            found.append((time.perf_counter() - begun) * 1000)
    return statistics.median(found), statistics.quantiles(found, n=20)[-1]


def cold(path: str) -> tuple[int, float, float]:
    """Queries, median and 95th percentile of a request that finds all caches empty."""
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()

    def ask(number: int = 0) -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")

    spent = []
    for number in range(WARMING + REQUESTS):
        for cache in caches.all():
            cache.clear()
        begun = time.perf_counter()
        ask()
        if number >= WARMING:
            spent.append((time.perf_counter() - begun) * 1000)
    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured), statistics.median(spent), statistics.quantiles(spent, n=20)[-1]


@contextmanager
def server(port: int) -> Iterator[http.client.HTTPConnection]:
    """The site on one connection, as `make site` serves it."""
    command = [sys.executable, "-m", "gunicorn", "cms.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    process = subprocess.Popen([*command, "--no-control-socket", "--log-level", "error"])
    try:
        for attempt in count():
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
                fetch(connection, "/api/v2/")
                break
            except OSError:
                if attempt > 120:
                    raise
                time.sleep(0.5)
        yield connection
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


def measure(number: int, port: int) -> None:
    from django.db.models import F
    from django.db.models.functions import Length

    from blog.models import BlogPage

    longest = BlogPage.objects.visible().order_by(Length(F("body")).desc())
    detail = f"/api/v2/posts/{longest.values_list('pk', flat=True)[0]}/"
    deep = f"{LIST}&offset={min(DEEP, number * 9 // 10)}"
    print(f"\n{number:,} posts".replace(",", " "))
    print(f"{'':24}{'queries':>8}{'median ms':>11}{'95th ms':>9}")
    for name, path in {"list, cold": LIST, "list far down, cold": deep, "detail, cold": detail}.items():
        print("{:24}{:>8}{:>11.1f}{:>9.1f}".format(name, *cold(path)))
    with server(port) as connection:
        body = fetch(connection, LIST)
        etag = connection.etag  # type: ignore[attr-defined]
        rows = {
            "list, new address": lambda n: fetch(connection, f"{LIST}&offset={n + 1}"),
            "list, warm": lambda n: fetch(connection, LIST),
            "list, 304": lambda n: fetch(connection, LIST, 304, **{"If-None-Match": etag}),
            "detail, warm": lambda n: fetch(connection, detail),
        }
        for name, do in rows.items():
            print("{:24}{:>8}{:>11.1f}{:>9.1f}".format(name, "", *times(do)))
        plain = len(gzip.decompress(body)) if body[:2] == b"\x1f\x8b" else len(body)
        print(f"A list of ten cards: {plain} bytes, {len(body)} as sent")


def main() -> None:
    from tests.bench import free_port
    from tests.databases import sqlite_copy

    print(f"SQLite, {REQUESTS} requests each, one connection, {datetime.date.today()}")
    with tempfile.TemporaryDirectory(prefix="union-bench-api-") as folder:
        set_up(folder, port := free_port())
        from django.db import connection

        for size in SIZES:
            connection.close()
            Path(connection.settings_dict["NAME"]).unlink(missing_ok=True)
            Path(connection.settings_dict["NAME"]).write_bytes(Path(sqlite_copy(f"api-{size}")).read_bytes())
            make_posts(size)
            measure(size, port)


if __name__ == "__main__":
    main()
