"""Tokenizing: where the words, numbers and runs of ideographs of a text are."""

import re
from collections.abc import Container, Iterator
from operator import add
from typing import NamedTuple

from search.analysis.characters import shape
from search.analysis.folding import fold_run


class Token(NamedTuple):
    """A piece of a text. `joined` is its compound, without the hyphen: email for the parts of e-mail."""

    start: int
    end: int
    text: str
    is_run: bool = False
    joined: str = ""


# Patterns over shape(text).
NUMBER = r"""(?<!N)N{1,3}(?:,N{3})+(?!N)      # 1,500 or 1.500
            |(?<!N)N{1,3}(?:_N{3})+(?!N)      # 1 500
            |(?<!N)N{1,2}(?:,N{2})+,N{3}(?!N) # 1,50,000, as South Asia counts
            |N+"""
PLAIN = "L[LM]*+(?!J|['-]L)"
QUOTED = "L[LMJ]*(?:'L[LMJ]*)*"  # l'aide
TOKEN = re.compile(
    rf"(?P<plain>{PLAIN})|(?P<run>C+)|(?P<number>{NUMBER})|(?P<compound>{QUOTED}(?:-{QUOTED})*)", re.VERBOSE
)

APOSTROPHES = "['’‘ʼ＇]"
ELISION = re.compile(rf"(?:[cdjlmnst]|qu|jusqu|lorsqu|presqu|puisqu|quelqu){APOSTROPHES}", re.IGNORECASE)
POSSESSIVE = re.compile(rf"{APOSTROPHES}s$", re.IGNORECASE)
# A joiner divides the parts of an Urdu compound, but only shapes the letters of an Indic one.
PART = re.compile("[^-‐‑－]+")
ARABIC_PART = re.compile("[^-‐‑－\u200c]+")


def tokens(text: str, passed_over: Container[str] = ()) -> Iterator[Token]:
    """The tokens of a text in their order; their text is as it was written.

    Plain words that are `passed_over` are left out.
    """
    for match in TOKEN.finditer(shape(text)):
        start, end = match.span()
        match match.lastgroup:
            case "plain":
                if (written := text[start:end]) not in passed_over:
                    yield Token(start, end, written)
            case "run":
                yield Token(start, end, text[start:end], is_run=True)
            case "number":
                yield Token(start, end, "".join(filter(str.isdigit, text[start:end])))
            case _:
                yield from _parts(text, start, end)


def _parts(text: str, start: int, end: int) -> Iterator[Token]:
    """The parts of a word with hyphens, or one word with an apostrophe."""
    part = ARABIC_PART if "\u0600" <= text[start] <= "\u06ff" else PART
    parts = [_bare(text, *match.span()) for match in part.finditer(text, start, end)]
    joined = ""
    if len(parts) == 2 and parts[0].text != parts[1].text:
        joined = parts[0].text + parts[1].text
    for token in parts:
        yield token._replace(joined=joined)


def _bare(text: str, start: int, end: int) -> Token:
    """A word without French elision or English possessive: aide of l'aide, officer of officer's."""
    if elision := ELISION.match(text, start, end):
        start = elision.end() if elision.end() < end else start
    if possessive := POSSESSIVE.search(text[start:end]):
        end = start + possessive.start() if possessive.start() else end
    return Token(start, end, text[start:end])


def n_grams(run: Token) -> Iterator[tuple[int, int, str]]:
    """(start, end, word) of two neighbouring ideographs each, and of the last one alone."""
    for start, word in enumerate(grams(run), run.start):
        yield start, min(start + 2, run.end), word


def grams(run: Token) -> list[str]:
    """Each pair of neighbouring ideographs, and the last one alone."""
    letters = fold_run(run.text)
    return list(map(add, letters, [*letters[1:], ""]))
