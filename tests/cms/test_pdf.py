"""The child that reads PDFs: what it finds, and what hostile files cannot do."""

import os
import shutil
import time
from io import BytesIO

import pytest

from cms.media import children
from cms.media.pdf import reading, recognition
from cms.media.pdf.words import is_garbled, is_poor, readable
from tests import pdfs

needs_tesseract = pytest.mark.skipif(
    not shutil.which("tesseract") and not os.environ.get("CI"), reason="tesseract is not installed"
)
LETTER = """Refugee Union
We write for the members of the Refugee Union, people who have claimed
protection in Hong Kong and who wait, often for many years, for an an-
swer. While we wait we may not work, and so we cannot pay a deposit for
a room.
We ask for three things."""
CHINESE = "難民聯會致函社會福利署要求提高租金援助並且不再要求擔保人以便會員可以安心\n居住在香港"


def read(content: bytes, language: str = "en", **limits: int) -> reading.Reading:
    return reading.read(BytesIO(content), language, **{"seconds": 15, **limits})


def texts(found: reading.Reading) -> list[str]:
    return [page.text for _, page in sorted(found.pages.items())]


def test_a_text_layer_is_read_page_by_page():
    found = read(pdfs.pdf(LETTER, "Yours faithfully, for the members of the union"))
    assert (found.page_count, found.problem) == (2, "")
    assert texts(found)[1] == "Yours faithfully, for the members of the union"
    assert not any(page.is_ocr for page in found.pages.values())


def test_lines_become_paragraphs_and_divided_words_whole():
    assert texts(read(pdfs.pdf(LETTER)))[0].split("\n") == [
        "Refugee Union",
        "We write for the members of the Refugee Union, people who have claimed protection in Hong Kong"
        " and who wait, often for many years, for an answer. While we wait we may not work, and so we"
        " cannot pay a deposit for a room.",
        "We ask for three things.",
    ]


def test_chinese_lines_are_joined_without_a_space():
    assert texts(read(pdfs.pdf(CHINESE), "zh-hant")) == [CHINESE.replace("\n", "")]


def test_a_list_keeps_its_lines():
    asked = [
        "1. That nobody is asked for a guarantor any more",
        "2. That deposits are paid in time",
        "• Soon",
    ]
    assert readable("\n".join(asked)).split("\n") == asked


@pytest.mark.parametrize(
    ("drawn", "meant"),
    [
        ("\ufee3\ufedc\ufe98\ufe90", "مكتب"),
        ("of\ufb01ce", "office"),
        ("\u2f08\u6b0a", "人權"),
        ("租金，食物：", "租金，食物："),
        ("a\x00b\ud800c\u202ed", "abcd"),
        ("می\u200cخواہیم", "می\u200cخواہیم"),
    ],
    ids=["arabic shapes", "ligature", "radical", "chinese marks stay", "no letters", "joiners stay"],
)
def test_letters_are_those_that_people_type(drawn, meant):
    assert readable(drawn) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Page 3",
        "\ue001\ue002\ue003 " * 20 + "some words that are readable indeed",
        "\ufffd" * 40,
        "ی\r\nر\r\n" * 20,
    ],
    ids=["few letters", "letters of one font", "replaced letters", "letters one below another"],
)
def test_a_poor_text_layer_is_told(text):
    assert is_poor(text)


def test_a_table_of_letters_and_a_letter_in_urdu_are_no_poor_layer():
    assert not is_garbled("ہم پناہ گزین ہیں اور ہم جواب کا انتظار کرتے ہیں\r\n" * 30)
    assert not is_poor("A\r\nB\r\nC\r\n" * 30)


@needs_tesseract
def test_a_scanned_page_is_read_by_a_machine():
    words = ("Refugee Union of Hong Kong", "The rent assistance has not", "changed since 2014.")
    found = read(pdfs.scan(*words))
    assert found.pages[1].is_ocr
    assert " ".join(words) in found.pages[1].text.replace("\n", " ")


@needs_tesseract
def test_what_a_machine_only_guesses_is_left_out():
    assert texts(read(pdfs.scribble())) == [""]


def test_without_tesseract_the_pages_stay_unread_and_it_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    found = read(pdfs.scan("Refugee Union of Hong Kong"))
    assert (found.problem, texts(found)) == ("no_ocr", [""])


@pytest.mark.parametrize(
    ("language", "installed", "asked"),
    [
        ("zh-hant", {"chi_tra", "eng"}, "chi_tra+eng"),
        ("zh-hant", {"chi_tra"}, "chi_tra"),
        ("zh-hans", {"chi_tra", "eng"}, ""),
        ("ur", {"urd", "eng"}, "urd"),
        ("fr", {"eng"}, "eng"),
        ("so", {"eng"}, "eng"),
        ("", {"eng", "osd"}, "eng"),
        ("en", {"osd"}, ""),
        ("hi", {"eng"}, ""),
    ],
)
def test_tesseract_is_asked_for_languages_that_it_has(language, installed, asked):
    assert recognition.languages_for(language, installed) == asked


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (pdfs.locked(), "password"),
        (pdfs.pdf(LETTER)[:700], "damaged"),
        (pdfs.garbage(), "damaged"),
        (b"%PDF-1.4", "damaged"),
        (b"", "damaged"),
    ],
    ids=["locked", "broken off", "garbage", "nothing but a header", "empty"],
)
def test_what_cannot_be_opened_says_why(content, problem):
    found = read(content)
    assert (found.problem, found.pages, found.page_count) == (problem, {}, None)


def test_lists_in_lists_and_a_tree_in_a_circle_end():
    assert texts(read(pdfs.deep())) == [""] * 9


def test_of_a_document_without_end_the_beginning_is_kept():
    found = read(pdfs.many_pages(1_200))
    assert (found.page_count, len(found.pages), found.problem) == (1_200, 1_000, "long")
    assert texts(found)[0] == "Page 0 of a long report that nobody reads."


def test_of_too_many_words_the_first_are_kept():
    page = "\n".join(["words " * 16] * 50)
    found = read(pdfs.pdf(*[page] * 100))
    assert (found.problem, found.page_count) == ("long", 100)
    assert 80 < len(found.pages) < 90
    assert sum(map(len, texts(found))) == 400_000


def test_a_page_that_never_ends_is_ended_and_what_was_read_before_is_kept(monkeypatch):
    monkeypatch.setattr(reading, "GRACE", 0)
    started = time.monotonic()
    found = read(pdfs.endless("The first page is readable all the same."), seconds=1)
    assert time.monotonic() - started < 4
    assert (found.problem, found.page_count) == ("time", 2)
    assert texts(found) == ["The first page is readable all the same."]


def test_a_bomb_takes_no_more_memory_than_it_may():
    found = read(pdfs.bomb(100), megabytes=180)
    assert (found.problem, found.page_count, found.pages) == ("stopped", 1, {})


def test_the_same_file_is_no_bomb_where_there_is_room():
    assert read(pdfs.bomb(100)).problem == ""


def test_the_child_knows_no_secret_of_the_server(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "x" * 60)
    assert "SECRET_KEY" not in children._environment()


def test_a_file_on_the_disk_is_read_where_it_lies(tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdfs.pdf(LETTER))
    with path.open("rb") as file:
        file.read(100)  # whoever looked at it before
        assert reading.read(file, "en", 15).page_count == 1


def test_arabic_that_was_stored_backwards_is_no_text():
    right = "الجمعية ساعدت عائلة كبيرة على السكن\nهذه رسالة"
    backwards = "\n".join(line[::-1] for line in right.split("\n"))
    assert not is_garbled(right)
    assert is_garbled(backwards)
