"""Words as the script in the browser makes them too: browser.js has the same three functions."""

import re
import unicodedata
from collections.abc import Iterator

SHARDS = 64
LONGEST = 30
WORD = re.compile(r"[^\W_]+")
# Written without spaces: each sign, and each pair of neighbors, counts as a word.
UNSPACED = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+)")


def words_of(text: str) -> Iterator[str]:
    """The words of a text, without accents and in small letters."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    folded = "".join(sign for sign in decomposed if not unicodedata.category(sign).startswith("M"))
    for found in WORD.findall(folded):
        for part in filter(None, UNSPACED.split(found)):
            if UNSPACED.fullmatch(part):
                yield from part
                yield from (part[place : place + 2] for place in range(len(part) - 1))
            elif len(part) > 1:
                yield part[:LONGEST]


def shard_of(word: str) -> int:
    """The number of the file that holds a word and all that begin with the same two letters."""
    return (ord(word[0]) * 31 + (ord(word[1]) if len(word) > 1 else 0)) % SHARDS
