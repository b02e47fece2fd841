"""Where the words of a text are, and how a query is read."""

import threading
import time

import pytest

from search import analysis
from search.analysis import MAX_GROUPS, autocomplete_text, index_text, query_groups, spans

CASES = {
    "HK$1,500": ["hk", "1500"],
    "1.500 dolar": ["1500", "dolar"],
    "1 500 dollars": ["1500", "dollars"],
    "1,50,000": ["150000"],
    "12 3456": ["12", "3456"],
    "44/2017": ["44", "2017"],
    "١٬٥٠٠": ["1500"],
    "１５００元": ["1500", "元"],
    "6pm": ["6", "pm"],
    "the officer's": ["the", "officer"],
    "l'aide qu’on": ["aide", "on"],
    "aujourd’hui": ["aujourdhui"],
    "non-refoulement": ["non", "refoulement"],
    "right-to-work": ["right", "to", "work"],
    "cœur ſtraße ﬁn": ["coeur", "strasse", "fin"],
    "rec\u00adog\u200dnizance": ["recognizance"],
    "難民權": ["难民", "民权", "权"],
    "難": ["难"],
    "PDF中文版": ["pdf", "中文", "文版", "版"],
    "C++ & C#": ["c", "c"],
    "…—«»": [],
    "": [],
}


@pytest.mark.parametrize(("text", "words"), [*CASES.items()])
def test_a_text_is_divided_into_words(text, words):
    assert [span.word for span in spans(text, "en")] == words


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Pay HK$1,500.", ["Pay", "HK", "1,500"]),
        ("l'aide", ["aide"]),
        ("The officer's e-mail", ["The", "officer", "e", "mail"]),
        ("بَيَانُ اتِّحَادِ", ["بَيَانُ", "اتِّحَادِ"]),
        ("香港", ["香港", "港"]),
        ("İstanbul ﷺ ok", ["İstanbul", "ﷺ", "ok"]),
    ],
)
def test_a_span_is_where_the_word_stands(text, written):
    assert [text[span.start : span.end] for span in spans(text, "en")] == written


def test_a_place_in_the_query_is_told():
    groups = query_groups('  "難民證" l’aide 1,500')
    assert [(group.word, group.start, group.end) for group in groups] == [
        ("难民", 3, 5),
        ("民证", 4, 6),
        ("aide", 10, 14),
        ("1500", 15, 20),
    ]


def test_only_an_ideograph_alone_is_a_prefix():
    assert [group.is_prefix for group in query_groups("難 租金 rent 1")] == [True, False, False, False]


def test_a_word_is_among_its_alternatives():
    assert all(group.word in group.alternatives for group in query_groups("petitions लोगों 難民 1,500 e-mail"))


def test_the_words_stand_before_the_stems_so_that_phrases_match():
    assert index_text("Petitions for women", "en").startswith("petitions for women ")


def test_a_language_that_is_not_known_has_no_stems():
    assert index_text("Petitionen", "de") == "petitionen"


def test_the_title_is_completed_with_and_without_the_arabic_article():
    assert autocomplete_text("بيان اللاجئين", "ar").split() == ["بيان", "اللاجيين", "لاجيين"]


@pytest.mark.parametrize(
    "text",
    [
        "word " * 600,
        "e-mail " * 600,
        "難" * 10_000,
        "a" * 10_000,
        "'" * 10_000,
        "a'" * 5_000,
        "a-" * 5_000,
        "1," * 5_000,
        "1,234" * 2_000,
        "न्" * 5_000,
        "\u0301" * 10_000,
        "\x00\ud800\udfff\u202e\ufeff\u200f" * 1_000,
        "🙂" * 5_000,
        '" OR NEAR( * ^ -' * 500,
    ],
    ids=lambda text: f"{text[:2]!a} {len(text)}",
)
def test_no_text_is_too_much(text):
    started = time.process_time()
    groups = query_groups(text)
    found = list(spans(text[:10_000], "en"))
    assert time.process_time() - started < 0.5
    assert len(groups) <= MAX_GROUPS
    assert all(0 < len(span.word) <= 64 for span in found)


def test_threads_do_not_disturb_each_other():
    texts = {
        "en": "Petitioning organisations",
        "fr": "Les réfugiés manifestaient",
        "hi": "शरणार्थियों की सहायता",
    }
    wanted = {language: index_text(text, language) for language, text in texts.items()}
    wrong = []

    def work():
        for _ in range(50):
            analysis.texts.remembered.cache_clear()
            analysis.pieces.grow_older()
            wrong.extend(code for code, text in texts.items() if index_text(text, code) != wanted[code])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
