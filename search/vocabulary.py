"""The words that pages hold, in the form in which they are compared: what spelling is corrected with."""

import re
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db.transaction import on_commit

from search.analysis import MARK
from search.models import Word

SHORTEST, LONGEST = 4, 32
# Numbers are not misspelt, and Chinese is written in characters, not in letters.
WORD = re.compile(r"[^\W\d_]+")
CHINESE = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af]")
BATCH = 500


class Vocabulary:
    """The words in memory, by length. Every process reads what others added when it is asked."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def of_length(self, shortest: int, longest: int) -> list[str]:
        """The words of some lengths, in characters; costs one query."""
        self._read()
        return [word for length in range(shortest, longest + 1) for word in self._by_length[length]]

    def unknown(self, words: set[str]) -> set[str]:
        return words - self._words - self._added

    def note(self, words: set[str]) -> None:
        """These were added by this process: need not be added again."""
        self._added |= words

    def forget(self) -> None:
        """Starts over: all words are read again when they are asked for."""
        with self._lock:
            self._read_up_to = 0
            self._words: set[str] = set()
            self._added: set[str] = set()
            self._by_length: defaultdict[int, list[str]] = defaultdict(list)

    def _read(self) -> None:
        with self._lock:
            rows = Word.objects.filter(pk__gt=self._read_up_to).order_by("pk").values_list("pk", "word")
            for number, word in rows:
                self._read_up_to = number
                if word not in self._words:
                    self._words.add(word)
                    self._by_length[len(word)].append(word)


known = Vocabulary()
_seen: set[str] | None = None


def add(tokens: set[str]) -> None:
    """Adds those of the tokens of index entries that are words and new."""
    unknown = known.unknown(tokens) if _seen is None else tokens - _seen
    if _seen is not None:
        _seen.update(tokens)
    if new := {token for token in unknown if is_spelt(token)}:
        Word.objects.bulk_create(
            [Word(word=word) for word in sorted(new)], ignore_conflicts=True, batch_size=BATCH
        )
        on_commit(partial(known.note, new))


@contextmanager
def rewritten() -> Iterator[None]:
    """While everything is indexed anew: forgets the words that nothing holds any more."""
    global _seen
    _seen = set()
    try:
        yield
        gone = [pk for pk, word in Word.objects.values_list("pk", "word") if word not in _seen]
    finally:
        _seen = None
    for start in range(0, len(gone), BATCH):
        Word.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    known.forget()


def is_spelt(word: str) -> bool:
    """Whether a token is a word that can be misspelt, and no stem."""
    return (
        not word.endswith(MARK)
        and SHORTEST <= len(word) <= LONGEST
        and bool(WORD.fullmatch(word))
        and not CHINESE.search(word)
    )
