"""Texts read piece by piece: what stands between two spaces is analysed once and then remembered.

Words come again and again: of a thousand that are read, some fifty are met for the first time.
"""

import re
from typing import NamedTuple

from search.analysis.characters import SPACES
from search.analysis.texts import analysed
from search.analysis.tokens import grams, tokens

# Numbers may have spaces inside. Whatever str.isdigit() says yes to, and a few signs more.
DIGIT = (
    r"[\d²³¹\u1369-\u1371\u19da\u2070-\u2089\u2460-\u24ff\u2776-\u2792"
    r"\U00010a40-\U00011066\U0001f100-\U0001f10a]"
)
PIECE = re.compile(rf"\S+(?:(?<={DIGIT})[{SPACES}](?={DIGIT})\S+)*")
# They stand around words and never inside.
AROUND = '.,;:!?…()[]"“”„«»،؛؟。।'
# Of all languages together, and as many again that have not come for a while: 17 MB when full.
MOST_REMEMBERED = 30_000
# Longer ones are sentences in Chinese, addresses or nonsense, which do not come again.
LONGEST_REMEMBERED = 32


class Form(NamedTuple):
    """The folded words of a piece in their order, and their stems, with spaces between."""

    words: str
    stems: str


class Forms(dict[str, Form]):
    """The forms of pieces in one language, or in all of a script; grows with the pieces met."""

    def __init__(self, language: str | None) -> None:
        self._language = language
        self._older: dict[str, Form] = {}

    def __missing__(self, piece: str) -> Form:
        form = self._older.pop(piece, None) or self._read(piece)
        if len(piece) <= LONGEST_REMEMBERED:
            if sum(map(len, list(_known.values()))) >= MOST_REMEMBERED:
                grow_older()
            self[piece] = form
        return form

    def _read(self, piece: str) -> Form:
        bare = piece.strip(AROUND)
        if bare != piece:
            return self[bare]
        words: list[str] = []
        stems: list[str] = []
        for token in tokens(piece):
            if token.is_run:
                words += grams(token)
                continue
            word, own = analysed(token, self._language)
            if word:
                words.append(word)
                stems += sorted(own)
        return Form(" ".join(words), " ".join(stems))

    def grow_older(self) -> None:
        self._older = self.copy()
        self.clear()


_known: dict[str | None, Forms] = {}


def forms(language: str | None) -> Forms:
    """What pieces become in a language."""
    return _known.get(language) or _known.setdefault(language, Forms(language))


def grow_older() -> None:
    """Forgets the pieces that were not met since this was last called."""
    for known in list(_known.values()):
        known.grow_older()


def index_text(text: str, language: str | None) -> str:
    """The tokens of a text with spaces between: words in their order, so that phrases match, then stems."""
    known = forms(language)
    found = [known[piece] for piece in PIECE.findall(text)]
    parts = [form.words for form in found] + [form.stems for form in found]
    return " ".join(filter(None, parts))
