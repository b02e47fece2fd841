"""Excerpts: what is marked, where they are cut, and that nothing typed becomes markup."""

import pytest

from search.excerpts import CHINESE_LENGTH, LENGTH, Marker, words_in
from search.synonyms import Match


@pytest.mark.parametrize(
    ("words", "text", "language", "marked"),
    [
        ("petitions", "Petitioning for rent", "en", "<mark>Petitioning</mark> for rent"),
        ("1500", "HK$1,500 a month", "en", "HK$<mark>1,500</mark> a month"),
        ("refugie", "Les réfugiés", "fr", "Les <mark>réfugiés</mark>"),
        ("难民", "香港難民權益", "zh-hant", "香港<mark>難民</mark>權益"),
        ("難民權益", "香港難民權益", "zh-hant", "香港<mark>難民權益</mark>"),
        ("難", "香港難民, 難", "zh-hant", "香港<mark>難</mark>民, <mark>難</mark>"),
        ("1500", "pay 1 500 or 500", "fr", "pay <mark>1 500</mark> or 500"),
        ("rent", "(rent), parents; rented.", "en", "(<mark>rent</mark>), parents; <mark>rented</mark>."),
        ("اللاجئين", "حقوق لاجئين", "ar", "حقوق <mark>لاجئين</mark>"),
        ("nothing", "Other words", "en", "Other words"),
        ("", "Other words", "en", "Other words"),
    ],
)
def test_a_word_is_marked_as_the_text_writes_it(words, text, language, marked):
    assert Marker(words).marked(text, language) == marked


def test_a_word_that_was_passed_over_in_one_language_is_found_in_another():
    marker = Marker("jamin")
    assert marker.marked("menjamin", "en") == "menjamin"
    assert marker.marked("menjamin", "id") == "<mark>menjamin</mark>"


def test_a_word_that_was_passed_over_alone_is_found_as_a_part_of_a_compound():
    marker = Marker("email")
    assert marker.marked("mail and e-mail", "en") == "mail and <mark>e</mark>-<mark>mail</mark>"


@pytest.mark.parametrize("sign", ["<script>alert(1)</script>", "<mark>", "&amp;", '"onload=', "<b>rent</b>"])
def test_what_was_typed_never_becomes_markup(sign):
    found = Marker("rent script").marked(f"{sign} rent", "en")
    assert found.replace("<mark>", "").replace("</mark>", "").count("<") == 0


def test_a_long_text_is_cut_where_most_of_the_words_stand():
    text = "The food is here. " + "Nothing. " * 60 + "The rent and the food. " + "Nothing. " * 60
    excerpt = Marker("rent food").excerpt(text, "en")
    assert "The <mark>rent</mark> and the <mark>food</mark>." in excerpt
    assert excerpt.startswith("…")
    assert excerpt.endswith("…")
    assert len(excerpt) < LENGTH + 60


def test_a_text_without_the_words_begins_at_its_beginning():
    excerpt = Marker("rent").excerpt("Begin " + "word " * 100, "en")
    assert excerpt.startswith("Begin word")
    assert excerpt.endswith("…")


def test_no_word_is_cut_in_two():
    excerpt = Marker("middle").excerpt("beginning " * 30 + "middle " + "ending " * 30, "en")
    inside = excerpt.strip("…").replace("<mark>", "").replace("</mark>", "").split()
    assert set(inside) <= {"beginning", "middle", "ending"}


def test_a_chinese_excerpt_is_shorter():
    excerpt = Marker("難民").excerpt("香港" * 200 + "難民" + "香港" * 200, "zh-hant")
    assert "<mark>難民</mark>" in excerpt
    assert len(excerpt) <= CHINESE_LENGTH + len("<mark></mark>……")


def test_an_empty_text_gives_an_empty_excerpt():
    assert Marker("rent").excerpt("", "en") == ""


def test_what_means_the_same_is_marked_too():
    marker = Marker("immd", lambda words: [Match(0, 1, [["immigration", "department"]])])
    assert marker.marked("The Immigration Department", "en") == "The <mark>Immigration Department</mark>"
    assert "<mark>" not in marker.marked("Another department, immigration", "en")


def test_words_in_quotation_marks_are_marked_only_as_a_whole():
    marker = Marker('"right to work" rent')
    text = "The right to work, to live, and rent"
    assert marker.marked(text, "en") == "The <mark>right to work</mark>, to live, and <mark>rent</mark>"
    assert marker.number_of_words == 2
    assert marker.words_among("the right to work and rent") == 2
    assert marker.words_among("to work is right and rent") == 1


def test_lines_without_an_end_are_held_apart():
    excerpt = Marker("zebra").excerpt("What it is\nIt is a card.\nBring it", "en")
    assert excerpt == "What it is · It is a card. Bring it"


def test_different_words_count_more_than_one_word_often():
    marker = Marker("rent food")
    assert words_in(marker.hits("rent rent rent", "en")) == 1
    assert words_in(marker.hits("rent and food", "en")) == 2


def test_a_single_chinese_character_marks_itself_alone():
    assert Marker("難").marked("香港難民", "zh-hant") == "香港<mark>難</mark>民"
    assert Marker("難").words_among("香港 港难 难民 民") == 1


def test_words_are_counted_among_analysed_tokens():
    assert Marker("rent food zebra").words_among("food the rent rent") == 2
