"""Measures the site at 1,000 posts: queries, milliseconds, bytes, memory. Run: make bench

Posts come from the factories, answers from the real server over one connection on 127.0.0.1.
The database is SQLite in a folder of its own, or one beside that of BENCH_DATABASE_URL.
"""

import gzip
import http.client
import itertools
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

POSTS = int(os.environ.get("BENCH_POSTS", "1000"))
REQUESTS = 100
WARMING = 5
CATEGORIES, PICTURES = 18, 20
PAGES = {
    "home": "/",
    "index": "/news/",
    "index, category": "/news/category/category-3/",
    "index, keyword": "/news/?keyword=guarantor",
    "post": "/news/post-500/",
    "search": "/search/?q=guarantor",
    "API list": "/api/v2/posts/?limit=20",
    "API list of 100": "/api/v2/posts/?limit=100",
    "API detail": "/api/v2/posts/{detail}/",
    "API search": "/api/v2/search/?q=guarantor",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def make_content() -> None:
    """1,000 posts of five to seven blocks, three categories each, twenty pictures."""
    from tests import factories

    categories = [
        factories.CategoryFactory(name=f"Category {n}", slug=f"category-{n}") for n in range(CATEGORIES)
    ]
    pictures = [factories.ImageFactory() for _ in range(PICTURES)]
    partners = [factories.PartnerFactory(logo=picture) for picture in pictures[:9]]
    document = factories.DocumentFactory()
    parent = factories.news()
    words = "The union asks that no member must find a guarantor to rent a room in this city. " * 4
    for number in range(POSTS):
        picture = pictures[number % PICTURES]
        body = [
            ("text", {"text": f"<p>{words}</p><p>{words}</p>", "language": ""}),
            ("heading", {"text": "What we ask for", "level": "2", "language": ""}),
            ("text", {"text": f"<p>{words}</p>", "language": ""}),
            ("picture", {"picture": picture, "caption": "The room", "alt": "", "decorative": False}),
            ("quotation", {"text": "We speak for ourselves.", "speaker": "A member", "language": ""}),
            ("document", {"document": document, "summary": "Two pages."}),
            ("partners", {"title": "Thanks", "partners": partners[:3]}),
        ]
        factories.BlogPageFactory(
            parent=parent,
            title=f"Post {number}",
            slug=f"post-{number}",
            body=body[: 5 + number % 3],
            lead_picture=picture,
            categories=[categories[(number + step) % CATEGORIES] for step in (0, 5, 11)],
            is_featured=number < 3,
        )
        print(f"\rMaking posts: {number + 1} of {POSTS}", end="", flush=True)
    print()


def count_queries(path: str) -> int:
    """Queries of one answer with warm caches."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    for _ in range(2):
        client.get(path, HTTP_HOST="localhost")
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path, HTTP_HOST="localhost")
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    return len(captured)


def measure(connection: http.client.HTTPConnection, path: str) -> tuple[float, float, int, int]:
    """Median and 95th percentile in ms, bytes plain and compressed."""
    times, compressed = [], b""
    for number in range(WARMING + REQUESTS):
        begun = time.perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        compressed = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
        if number >= WARMING:
            times.append((time.perf_counter() - begun) * 1000)
    is_compressed = answer.headers.get("Content-Encoding") == "gzip"
    plain = len(gzip.decompress(compressed)) if is_compressed else len(compressed)
    percentile = statistics.quantiles(times, n=20)[-1]
    return statistics.median(times), percentile, plain, len(compressed)


def memory(parent: int) -> float:
    """MB that a process and those below it hold; what they share is counted once."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True)
    rows = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()[1:]]
    family, size = {parent}, 0
    while size != len(family):
        size = len(family)
        family |= {pid for pid, above in rows if above in family}
    return sum(proportional(pid) for pid in family) / 1024


def proportional(pid: int) -> int:
    """KB of a process, with its part of what it shares, as Linux counts them."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


def wait_for(port: int) -> http.client.HTTPConnection:
    for attempt in itertools.count():
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/", headers={"Accept-Encoding": "gzip"})
            connection.getresponse().read()
        except OSError:
            if attempt == 120:
                raise
            time.sleep(0.5)
        else:
            return connection
    raise AssertionError


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="union-bench-") as folder:
        port = free_port()
        os.environ |= {"DATA_DIR": folder, "PORT": str(port), "DJANGO_SETTINGS_MODULE": "cms.settings.base"}
        os.environ.pop("DATABASE_URL", None)
        if url := os.environ.get("BENCH_DATABASE_URL"):
            os.environ["DATABASE_URL"] = url
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection as database

        from blog.models import BlogPage
        from tests.databases import postgres_copy, sqlite_copy

        if database.vendor == "sqlite":
            sqlite_copy("db")
        else:
            copy = postgres_copy("bench")
            database.close()
            database.settings_dict["NAME"] = copy
            os.environ["DATABASE_URL"] = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{copy}"
        make_content()
        call_command("collectstatic", verbosity=0, interactive=False)
        (Path(folder) / "first-run-done").touch()
        detail = BlogPage.objects.get(slug="post-500").pk
        paths = {name: path.format(detail=detail) for name, path in PAGES.items()}
        queries = {name: count_queries(path) for name, path in paths.items()}
        server = subprocess.Popen([sys.executable, "manage.py", "site"], stdout=subprocess.DEVNULL)
        try:
            connection = wait_for(port)
            print(f"\n{database.vendor}, {POSTS} posts, {REQUESTS} requests each, one connection\n")
            print(f"{'':18}{'queries':>8}{'median ms':>11}{'95th ms':>9}{'bytes':>9}{'gzip':>8}")
            for name, path in paths.items():
                median, percentile, plain, compressed = measure(connection, path)
                print(
                    f"{name:18}{queries[name]:>8}{median:>11.1f}{percentile:>9.1f}{plain:>9}{compressed:>8}"
                )
            print(f"\nServer's memory, all its processes: {memory(server.pid):.0f} MB")
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    main()
