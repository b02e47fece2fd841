"""Texts are read piece by piece: the words are the same as without, and what is remembered stays small."""

import itertools
import random
import sys

import pytest

from search import analysis
from search.analysis import index_text, pieces, spans

ALPHABET = [
    *("rent", "e-mail", "l'aide", "officer's", "1", "12", "500", "1,500", "x²", "①", "٥٠٠", "HK$3"),
    *("難民證", "香港 ", "لاجئین", "می\u200cروند", "शरणार्थियों", "re\u00adfuge", "'", "-", "…", "“no”"),
    *(" ", " ", "\u00a0", "\u2009", "\u202f", "\n", "\t", "\u3000", "\u200b", "."),
]


def by_spans(text: str, language: str) -> str:
    found = list(spans(text, language))
    stems = itertools.chain.from_iterable(sorted(span.stems) for span in found)
    return " ".join([*(span.word for span in found), *stems])


@pytest.mark.parametrize("language", ["en", "fr", "hi", "ur", "zh-hant", "de"])
def test_pieces_give_the_words_of_the_whole_text(language):
    chance = random.Random(language)  # noqa: S311  # the same texts each time
    for _ in range(150):
        text = "".join(chance.choices(ALPHABET, k=20))
        assert index_text(text, language) == by_spans(text, language), ascii(text)


def test_whatever_is_a_digit_may_stand_beside_a_space_in_a_number():
    digits = [sign for sign in map(chr, range(sys.maxunicode)) if sign.isdigit()]
    assert [sign for sign in digits if len(pieces.PIECE.findall(f"{sign} {sign}")) != 1] == []


@pytest.fixture
def small(monkeypatch):
    """Only ten pieces are remembered, and ten older ones."""
    for _ in range(2):
        pieces.grow_older()
    monkeypatch.setattr(pieces, "MOST_REMEMBERED", 10)


def test_what_is_remembered_stays_small(small):
    index_text(" ".join(f"word{number}" for number in range(99)), "en")
    index_text(" ".join(f"mot{number}" for number in range(99)), "fr")
    assert sum(len(analysis.forms(code)) for code in ("en", "fr")) <= 10


def test_a_forgotten_piece_is_analysed_again(small):
    before = index_text("Petitions", "en")
    index_text(" ".join(f"word{number}" for number in range(99)), "en")
    assert index_text("Petitions", "en") == before == "petitions petitionǂ"


def test_a_long_piece_is_not_remembered(small):
    index_text("rent" * 99, "en")
    assert not analysis.forms("en")
