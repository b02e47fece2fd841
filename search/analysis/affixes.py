"""Prefixes and suffixes taken off a word, as far as enough of it is left."""

from collections.abc import Iterable


def without_prefix(word: str, prefixes: Iterable[str]) -> str:
    """The word without the first of the prefixes that it begins with.

    Two letters must be left, or three after a prefix of one letter.
    """
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= (3 if len(prefix) == 1 else 2):
            return word[len(prefix) :]
    return word


def without_suffix(word: str, suffixes: Iterable[str], *, leaving: int, many: bool = False) -> str:
    """The word without the first of the suffixes that it ends with; with `many`, each of them in turn."""
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= leaving:
            word = word[: -len(suffix)]
            if not many:
                return word
    return word
