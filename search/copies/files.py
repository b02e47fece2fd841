"""The index as scripts: words in shards, and what is shown of the pages in groups."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cms.copies import Copy
from search.copies.entries import Entry, entries_of
from search.copies.words import SHARDS, shard_of, words_of

FOLDER = "search"
SCRIPT = f"{FOLDER}/search.js"
GROUP = 25
TITLE_COUNTS, MOST_OF_A_WORD = 5, 5
BROWSER = Path(__file__).parent / "browser.js"


def files(copy: Copy) -> Iterator[tuple[str, bytes]]:
    """(name in the copy, content) of the script and the index."""
    shards: list[dict[str, list[int]]] = [defaultdict(list) for _ in range(SHARDS)]
    group: list[Any] = []
    number = -1
    for number, entry in enumerate(entries_of(copy)):
        for word, weight in _weights(entry).items():
            shards[shard_of(word)][word] += [number, weight]
        group.append(_shown(copy, entry))
        if len(group) == GROUP:
            yield _call("pages", number // GROUP, group)
            group = []
    if group:
        yield _call("pages", number // GROUP, group)
    for place, words in enumerate(shards):
        yield _call("words", place, dict(sorted(words.items())))
    yield SCRIPT, BROWSER.read_bytes().replace(b"PAGES_IN_ALL", str(number + 1).encode())


def _weights(entry: Entry) -> Counter[str]:
    weights: Counter[str] = Counter()
    for text in [*entry.passages, *entry.categories]:
        weights.update(words_of(text))
    for word in weights:
        weights[word] = min(weights[word], MOST_OF_A_WORD)
    for word in words_of(entry.title):
        weights[word] += TITLE_COUNTS
    return weights


def _shown(copy: Copy, entry: Entry) -> list[str]:
    """What the script shows of a page; its address is relative to the root of the copy."""
    return [copy.link("/", entry.path), entry.title, entry.language, entry.date, entry.summary]


def _call(kind: str, number: int, value: Any) -> tuple[str, bytes]:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"{FOLDER}/{kind}/{number}.js", f"copySearch.{kind}({number},{text})\n".encode()
