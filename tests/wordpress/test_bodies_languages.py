"""Old bodies: parts in Chinese and other scripts say so."""

import opencc
import pytest

from home.wordpress.bodies.ideographs import SIMPLIFIED, TRADITIONAL
from tests.wordpress.old_site import blocks


def languages(html, language="en"):
    return [value["language"] for kind, value in blocks(html, language) if "language" in value]


def test_alternating_paragraphs_become_a_text_for_each_language():
    html = "<p>We met.</p><p>We ate.</p><p>我們一起吃飯。</p><p>Union 難民聯會感謝大家。</p><p>Thanks.</p>"
    assert languages(html) == ["", "zh-hant", ""]


def test_lines_of_one_paragraph_in_two_languages_are_divided():
    assert languages("We all met at the centre\n我們在中心見面\n2017") == ["", "zh-hant"]


@pytest.mark.parametrize(
    ("words", "page", "language"),
    [
        ("我們對難民的支持", "en", "zh-hant"),
        ("我们对难民的支持", "en", "zh-hans"),
        ("我們對難民的支持", "zh-hant", ""),
        ("Thanks to all who came", "zh-hant", "en"),
        ("Thanks 多謝 to all who came", "en", ""),
        ("October Roundup 十月", "en", ""),
        ("ہم انسان ہیں", "en", "ur"),
        ("نحن بشر", "en", "ar"),
        ("हम इंसान हैं", "en", "hi"),
        ("நாங்கள் மனிதர்கள்", "en", "ta"),
        ("Nous sommes là", "fr", ""),
        ("2017", "en", ""),
    ],
)
@pytest.mark.parametrize("html", ["<p>{}</p>", "<h2>{}</h2>", "<blockquote>{}</blockquote>"])
def test_words_in_another_script_name_their_language(html, words, page, language):
    assert languages(html.format(words), page) == [language]


def test_the_ideographs_of_one_way_to_write_are_those_of_opencc():
    signs = [chr(code) for code in range(0x4E00, 0xA000)]

    def changed(name):
        converted = opencc.OpenCC(name).convert("\n".join(signs)).split("\n")
        return {sign for sign, other in zip(signs, converted, strict=True) if sign != other}

    traditional, simplified = changed("t2s"), changed("s2t")
    assert traditional - simplified == TRADITIONAL
    assert simplified - traditional == SIMPLIFIED
