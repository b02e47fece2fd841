"""What is measured in the process that has the posts before it."""

import gc
import math
import tempfile
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.core.management import call_command
from django.db.transaction import atomic
from django.test import Client
from django.utils.translation import override
from modelsearch.backends import get_search_backend

from blog.models import BlogPage
from cms import versions
from cms.indexing import index_pages
from cms.media.pdf.reading import read
from search.queries import search, suggest
from search.results import Asked
from tests.bench_search import asking, timing, words
from tests.pdfs import pdf

# Aims of a search on SQLite, in ms: median and 95th percentile.
SEARCH = 25, 60
SAVE, REBUILD = 10, 60
SAVES = 100
# Pages of PDFs, and the aim for one page in ms.
PDFS, PDF_PAGE = (4, 400), 5


def rebuild() -> None:
    """Builds the index with its bar."""
    begun = time.perf_counter()
    call_command("rebuild_search")
    print(f"Rebuilt in {time.perf_counter() - begun:.1f} s (aim {timing.aim(REBUILD)} s)", flush=True)


def getter(**parameters: Any) -> Callable[[str], None]:
    """Asks for the search page as a visitor does."""
    client = Client()

    def get(words: str) -> None:
        answer = client.get(f"/search/?{urlencode({'q': words, **parameters})}")
        if answer.status_code != 200:
            raise SystemExit(f"{words} with {parameters} answered {answer.status_code}")

    return get


def warm() -> None:
    """Fills what is kept of the frame of a page and of the vocabulary, by other queries than the measured."""
    cache.clear()
    for asked in asking.warming():
        getter()(asked)
        suggest(asked)
    gc.collect()
    gc.freeze()  # as cms/wsgi.py does


def pages() -> None:
    """The whole search page, each query once."""
    warm()
    timing.heading("Search page")
    everything: list[float] = []
    for kind, queries in asking.queries().items():
        times = timing.each(queries, getter())
        timing.row(f"  {kind}", times)
        everything += times
    timing.row("  all of these", everything, timing.aim(*SEARCH))
    some = asking.queries()["judged collection"][:60]
    for name, parameters in {
        "newest first": {"order": "newest"},
        "two facets": {"category": "category-3", "year": 2021},
        "a language": {"locale": "en"},
        "page 5": {"page": 5},
    }.items():
        timing.row(f"  {name}", timing.each(some, getter(**parameters)), timing.aim(*SEARCH))
    words = [word for word in asking.prefixes() if len(word) > 1]
    client = Client()
    times = timing.each(words, lambda typed: client.get(f"/api/v2/search/suggest/?{urlencode({'q': typed})}"))
    timing.row("  suggestions (API)", times)


def searches() -> None:
    """The search alone, without a request and templates, and where its time goes."""
    timing.heading("search() alone")
    ask = partial(search, language="en", version=str(versions.current()))
    everything = [words for queries in asking.queries().values() for words in queries]
    with override("en"):
        timing.row("  all of these", timing.each(everything, lambda words: ask(Asked(words))))
        with timing.steps() as spent:
            for words in everything:
                ask(Asked(words))
    for name in timing.STEPS:
        each = math.fsum(spent[name]) / len(everything)
        timing.row(f"    {name} ({each:.1f} ms a search)", spent[name])


def saves() -> None:
    """What the end of a save does for the search."""
    timing.heading("Indexing at a save")
    posts = BlogPage.objects.filter(live=True).order_by("slug")[:SAVES]
    write = atomic(partial(get_search_backend().add_bulk, BlogPage))
    timing.row("  a post", timing.each([[post] for post in posts], write), timing.aim(SAVE))
    again = timing.each([[post.pk] for post in posts], index_pages.call)
    timing.row("  a post, read anew, with its card", again)
    with_document = [[post.pk] for post in BlogPage.objects.order_by("-pk")[:SAVES] if post.document_ids()]
    timing.row("  a post with a PDF, read anew", timing.each(with_document, index_pages.call))


def documents() -> None:
    """Reading PDFs whose pages have a text layer; the start of the child that reads is part of it."""
    timing.heading("Text of a PDF, for each page")
    lines = "\n".join(" ".join(words.vocabulary("en")[at : at + 10]) for at in range(0, 400, 10))
    for number in PDFS:
        with tempfile.TemporaryFile() as file:
            file.write(pdf(*[lines] * number))
            file.flush()
            times = [timing.milliseconds(partial(read, file, "en", 60)) / number for _ in range(3)]
        timing.row(f"  {number} pages", times, timing.aim(PDF_PAGE) if number == max(PDFS) else "")
