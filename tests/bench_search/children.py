"""What is measured in a process of its own: memory, and the backend that modelsearch ships."""

import json
import subprocess
import sys
import time
from pathlib import Path

from tests.bench_search import asking, places, timing

SEARCHES = 500
MOST_MEMORY = 80
SHIPPED = "modelsearch.backends.database"
SHIPPED_QUERIES, SHIPPED_SECONDS = 15, 60
# A word in many posts, two words, and so on: as many of each kind as there is time for.
OF_EACH_KIND = 3


def run(name: str, seconds: int | None = None) -> list[dict]:
    """What a child says, a line of JSON each, until it ends or its time is over."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.bench_search", name], stdout=subprocess.PIPE, text=True
    )
    said: list[dict] = []
    try:
        output, _ = child.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        output, _ = child.communicate()
        said.append({"killed": True})
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")] + said


def say(**facts: object) -> None:
    print(json.dumps(facts), flush=True)


def held() -> dict[str, float]:
    """MB that are this process's own, and MB of files that it looks into, which the system can take back."""
    lines = Path("/proc/self/status").read_text().splitlines()
    sizes = dict(line.split(":", 1) for line in lines)
    own, files = (int(sizes[name].split()[0]) / 1000 for name in ("RssAnon", "RssFile"))
    return {"own": own, "files": files}


def memory() -> None:
    """The child: what the process holds before the first search and after 500, misspelt ones among them."""
    from django.test import Client

    client = Client()
    for path in ("/", "/news/", "/search/"):
        client.get(path)
    before = held()
    found = asking.queries()
    every = [words for kind in (*found, "misspelt", "misspelt") for words in found[kind]]
    for number in range(SEARCHES):
        client.get("/search/", {"q": every[number % len(every)], "page": 1 + number // len(every)})
    say(before=before, after=held())


def print_memory() -> None:
    for said in run("memory"):
        before, after = said["before"], said["after"]
        print(
            f"\nMemory of a process: {before['own']:.0f} MB before the first search, after {SEARCHES}"
            f" +{after['own'] - before['own']:.0f} MB (aim +{MOST_MEMORY} MB); of files, which the database"
            f" is one of: {before['files']:.0f} MB, +{after['files'] - before['files']:.0f} MB",
            flush=True,
        )


def print_quality() -> None:
    """The judged collection on a database of its own, as the suite has it."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-s", "tests/search/test_quality.py"]
    print("\nQuality on the judged collection", flush=True)
    subprocess.run(command, check=False)


def shipped() -> None:
    """The child: the shipped backend builds its index of the same posts and is asked a few queries."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": SHIPPED}}
    from blog.models import BlogPage

    places.copy(places.content(), places.name_of("shipped"))
    places.connect(places.name_of("shipped"))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # ours
            cursor.execute("ALTER TABLE wagtailsearch_indexentry RESET (toast_tuple_target)")
        else:
            cursor.execute("DROP INDEX IF EXISTS search_key_of_entry")
    begun = time.perf_counter()
    call_command("update_index", verbosity=0)
    places.settle()
    say(rebuilt=time.perf_counter() - begun, size=places.size())
    post = BlogPage.objects.order_by("pk").first()
    from modelsearch.index import insert_or_update_object

    say(save=timing.milliseconds(lambda: insert_or_update_object(post)))
    for operator in ("and", "or"):
        for words in shipped_queries():

            def ask(words: str = words, operator: str = operator) -> None:
                results = BlogPage.objects.live().search(words, operator=operator)
                list(results[:10])
                results.count()

            say(operator=operator, words=words, ms=timing.milliseconds(ask))


def shipped_queries() -> list[str]:
    return [words for queries in asking.queries().values() for words in queries[1 : OF_EACH_KIND + 1]][
        :SHIPPED_QUERIES
    ]


def print_shipped() -> None:
    timing.heading(f"{SHIPPED}: top 10 + count")
    said = run("shipped", SHIPPED_SECONDS + 120)
    for facts in said:
        if "rebuilt" in facts:
            print(f"  rebuilt in {facts['rebuilt']:.1f} s; {facts['size']:.0f} MB with the posts")
        if "save" in facts:
            timing.row("  a save", [facts["save"]])
    for operator, name in {"and": "all words", "or": "any word"}.items():
        timing.row(f"  {name}", [facts["ms"] for facts in said if facts.get("operator") == operator])
    if any("killed" in facts for facts in said):
        print("  stopped: its time was over")
