"""Posts that look like the same post twice, found without comparing each with each.

A text is cut into shingles, runs of five words or signs; of all hashes of a text the smallest of each of
some bins stand for it (one-permutation hashing, Li, Owen and Zhang 2012). Texts that share a band of
bins are compared bin by bin; what share of them is equal is about what share of their shingles is.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias
from zlib import crc32

from blog.models import BlogPage

BINS, BAND = 32, 4
ALIKE = 0.8
SHINGLE = 5
# Shorter texts are alike by chance: they must be equal, with the same title and day.
SHORTEST = 60
# Of posts that share a band; more would be a form that many are written in.
MOST_COMPARED = 20
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
TAG = re.compile(r"<[^>]*>")
NOT_WORDS = frozenset({"id", "type", "picture", "document", "page"})
# Numbers in one piece: thousands of posts stand in memory.
Print: TypeAlias = "array[int]"


def pairs() -> Iterator[tuple[int, int]]:
    """(post, the earlier one that it resembles) by their primary keys."""
    prints: dict[int, Print] = {}
    bands: defaultdict[int, list[int]] = defaultdict(list)
    named: dict[tuple[str, object], list[int]] = defaultdict(list)
    posts = BlogPage.objects.order_by("pk").only("title", "date", "body")
    for post in posts.iterator(chunk_size=100):
        own = prints[post.pk] = fingerprint(" ".join(_words(post.body.raw_data)))
        starts = range(0, len(own) if own[0] else 0, BAND)
        keys = [hash((start, *own[start : start + BAND])) for start in starts]
        name = (" ".join(post.title.casefold().split()), post.date)
        near = [known for key in keys for known in bands[key]]
        same = next((known for known in near if alike(prints[known], own) >= ALIKE), None)
        if same is None:
            same = next((known for known in named[name] if prints[known] == own), None)
        if same is not None:
            yield post.pk, same
        for key in keys:
            if len(bands[key]) < MOST_COMPARED:
                bands[key].append(post.pk)
        named[name].append(post.pk)


def fingerprint(text: str) -> Print:
    """32 numbers of a longer text; of a short one a zero and the hash of all its words."""
    words = WORD.findall(text.casefold())
    if len(words) < SHORTEST:
        return array("Q", (0, crc32(" ".join(words).encode())))
    bins = [2**32] * BINS
    for start in range(len(words) - SHINGLE + 1):
        value = crc32(" ".join(words[start : start + SHINGLE]).encode())
        if value < bins[value % BINS]:
            bins[value % BINS] = value
    return array("Q", (value + 1 for value in bins))


def alike(one: Print, other: Print) -> float:
    """The share of bins that are equal."""
    if len(one) != len(other):
        return 0
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def _words(raw: Iterable[Any]) -> Iterator[str]:
    """Every text of a body as it is stored, in its order, without what only names things."""
    for value in raw:
        yield from _inside(value)


def _inside(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield TAG.sub(" ", value)
    elif hasattr(value, "items"):
        for name, inner in value.items():
            if name not in NOT_WORDS:
                yield from _inside(inner)
    elif isinstance(value, Iterable):
        for inner in value:
            yield from _inside(inner)
