"""What an export says, however it was written."""

import datetime
import gzip
import tracemalloc

import pytest

from home.wordpress import cutting, reading
from home.wordpress.cutting import NotAnExportError
from home.wordpress.parcels import parcels
from home.wordpress.reading import read
from home.wordpress.shapes import OldItem, OldSite, OldTerm, Unreadable
from tests.wordpress.exports import END, HEAD, category, comment, export, filed, item

OPENING = HEAD.format(encoding="UTF-8")


def found(tmp_path, text: str | bytes, kind: type = OldItem) -> list:
    path = tmp_path / "export.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return [thing for thing in read(path) if isinstance(thing, kind)]


def test_the_address_of_the_old_site_is_read(tmp_path):
    assert found(tmp_path, export(), OldSite)[0].address == "https://old.example.org"


def test_an_item_is_read_with_its_words(tmp_path):
    (post,) = found(tmp_path, export(item(7, "Coats & rice", "One\n\nTwo ]]> three", excerpt="Short")))
    assert (post.id, post.title, post.content, post.excerpt) == (
        7,
        "Coats & rice",
        "One\n\nTwo ]]> three",
        "Short",
    )


def test_both_dates_are_read_and_dates_of_zeros_are_none(tmp_path):
    zeros = "0000-00-00 00:00:00"
    dated, undated = found(tmp_path, export(item(1), item(2, post_date=zeros, post_date_gmt=zeros)))
    assert dated.published_at == datetime.datetime(2016, 2, 1, 2, tzinfo=datetime.UTC)
    assert dated.day == datetime.date(2016, 2, 1)
    assert (undated.day, undated.published_at) == (None, None)


def test_categories_of_the_head_have_their_numbers_and_parents(tmp_path):
    (term,) = found(tmp_path, export(category("RU updates, programs, events", "ru", 130, "parent")), OldTerm)
    assert (term.id, term.slug, term.name, term.parent) == (
        130,
        "ru",
        "RU updates, programs, events",
        "parent",
    )


def test_old_exports_name_a_category_twice_and_it_is_read_once(tmp_path):
    old = "<category><![CDATA[Food]]></category>" + filed("food", "Food")
    assert [term.slug for term in found(tmp_path, export(item(1, "", "", old)))[0].terms] == ["food"]


def test_nothing_of_who_commented_is_read_but_the_name(tmp_path):
    (post,) = found(tmp_path, export(item(1, "", "", comment(5, "Thank you"))))
    assert post.comments[0].name == "A reader"
    assert "203.0.113.9" not in repr(post)
    assert "reader@example.org" not in repr(post)


def test_a_packed_export_is_read(tmp_path):
    assert len(found(tmp_path, gzip.compress(export(item(1)).encode()))) == 1


@pytest.mark.parametrize("encoding", ["UTF-16", "Big5", "UTF-8-sig"])
def test_other_encodings_are_read(tmp_path, encoding):
    declared = "UTF-8" if encoding == "UTF-8-sig" else encoding
    (post,) = found(tmp_path, export(item(1, "難民工會"), encoding=declared).encode(encoding))
    assert post.title == "難民工會"


def test_bytes_of_windows_among_utf8_become_its_letters(tmp_path):
    (post,) = found(tmp_path, export(item(1, "It?s")).encode().replace(b"It?s", b"It\x92s"))
    assert post.title == "It’s"


@pytest.mark.parametrize("encoding", ["big5", "gb18030"])
def test_letters_of_the_east_that_are_said_to_be_utf8_are_refused(tmp_path, encoding):
    text = export(item(1, "難民工會", "香港難民工會的第一篇文章。" * 5, excerpt="Some — “words”"))
    with pytest.raises(NotAnExportError, match="Big5"):
        found(tmp_path, text.encode(encoding))


def test_a_whole_export_in_the_letters_of_windows_is_read(tmp_path):
    (post,) = found(tmp_path, export(item(1, "L’été à côté", "déjà vu — “là” " * 9)).encode("cp1252"))
    assert post.title == "L’été à côté"


def test_control_characters_are_taken_out(tmp_path):
    assert found(tmp_path, export(item(1, "a\x00b\x0bc\ufffe", "d\x1be")))[0].content == "de"


def test_signs_that_html_names_and_bare_ones_are_mended(tmp_path):
    broken = export(item(1, "TITLE")).replace("TITLE", "Rice&nbsp;& coats &hellip; &#8220;now&#8221;")
    assert found(tmp_path, broken)[0].title == "Rice\xa0& coats … “now”"


def test_an_item_that_is_no_xml_harms_no_other(tmp_path):
    text = export(item(1), item(2, "BROKEN"), item(3)).replace("BROKEN", "<wp:unclosed>")
    assert [post.id for post in found(tmp_path, text)] == [1, 3]
    assert "<wp:unclosed>" in found(tmp_path, text, Unreadable)[0].original


def test_a_missing_end_of_cdata_harms_one_item(tmp_path):
    text = export(item(1, "", "OPEN"), item(2, "two"), item(3)).replace("OPEN]]>", "OPEN")
    assert [post.id for post in found(tmp_path, text)] == [2, 3]


def test_what_stands_before_a_break_is_read_and_the_line_is_told(tmp_path):
    text = export(item(1), item(2, "", "long " * 50))
    cut = text[: text.index("long") + 20]
    assert [post.id for post in found(tmp_path, cut)] == [1]
    (broken,) = found(tmp_path, cut, Unreadable)
    assert (broken.problem, broken.line) == ("truncated", cut.count("\n") + 1)


def test_a_truncated_packed_export_is_read_up_to_the_break(tmp_path):
    packed = gzip.compress(export(*(item(number, f"{number * 7919}") for number in range(1, 3000))).encode())
    kept = found(tmp_path, packed[: len(packed) // 2])
    assert 100 < len(kept) < 2999
    assert found(tmp_path, packed[: len(packed) // 2], Unreadable)


def test_an_item_in_cdata_is_words(tmp_path):
    assert [post.id for post in found(tmp_path, export(item(1, "", "</item><item>"), item(2)))] == [1, 2]


def test_entities_that_multiply_are_refused(tmp_path):
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(NotAnExportError, match="entities"):
        found(tmp_path, OPENING.replace("<rss", f"{bomb}<rss", 1) + item(1, "&b;") + END)


def test_entities_that_are_declared_among_the_items_stay_words(tmp_path):
    (post,) = found(tmp_path, export(item(1, "ENTITY")).replace("ENTITY", "&secret;"))
    assert post.title == "&secret;"


@pytest.mark.parametrize(
    "text",
    [
        b"PK\x03\x04export.xml<rss>",
        gzip.compress(bytes(9_000_000)),
        "",
        "not xml",
        "<html><body></body></html>",
        "<rss><channel><item/></channel></rss>",
        "<rss></rss>",
    ],
)
def test_what_is_no_export_is_refused(tmp_path, text):
    with pytest.raises(NotAnExportError):
        found(tmp_path, text)


def test_an_item_of_any_size_takes_little_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(cutting, "MOST_OF_AN_ITEM", 600_000)
    path = tmp_path / "export.xml"
    path.write_text(export(item(1, "", "x" * 30_000_000), item(2)))
    tracemalloc.start()
    things = list(read(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [thing.id for thing in things if isinstance(thing, OldItem)] == [2]
    assert [thing.problem for thing in things if isinstance(thing, Unreadable)] == ["too_large"]
    assert peak < 12_000_000


SECRETS = ("203.0.113.9", "reader@example.org", "boat", "amina.k", "A reader", "Thank you")


@pytest.mark.parametrize(
    "damage",
    [
        ("BROKEN", "<wp:unclosed>"),
        ("</wp:comment>", "<wp:unclosed>"),
        ("</wp:comment_author_email>", "<wp:unclosed>"),
        ("]]></content:encoded>", "<wp:unclosed>"),
        ("<wp:comment>", "<wp:unclosed>"),
        ("</wp:post_password>", "<wp:unclosed>"),
    ],
)
def test_of_an_item_that_is_no_xml_nobody_is_kept(tmp_path, damage):
    secret = item(
        2,
        "BROKEN",
        "Words",
        comment(5, "Thank you"),
        creator="amina.k",
        post_password="boat",
        meta={"sent_by": "reader@example.org"},
    )
    text = export(item(1), secret.replace(*damage), item(3))
    kept = "".join(broken.original for broken in found(tmp_path, text, Unreadable))
    assert "Words" in kept
    assert [told for told in SECRETS if told in kept] == []


def test_of_an_item_that_breaks_off_nobody_is_kept(tmp_path):
    text = export(item(1), item(2, "", "Words", comment(5, "Thank you"), post_password="boat"))
    for end in range(text.index("<wp:comment>"), len(text) - 30, 7):
        kept = "".join(broken.original for broken in found(tmp_path, text[:end], Unreadable))
        assert [told for told in SECRETS if told in kept or told[:6] in kept] == []


def test_of_wanted_items_those_with_other_numbers_are_not_parsed(tmp_path, monkeypatch):
    parsed = []

    def noted(text):
        parsed.append(text.count("<item"))
        return original(text)

    original = reading.parsed
    monkeypatch.setattr(reading, "parsed", noted)
    items = [item(1, "A"), item(2, "B", "<wp:post_id>3</wp:post_id>"), item(3, "C")]
    (tmp_path / "export.xml").write_text(export(*items))
    numbers = [one.id for one in read(tmp_path / "export.xml", {3}) if isinstance(one, OldItem)]
    # What the second one says may be its number: only parsing tells.
    assert numbers == [2, 3]
    assert sum(parsed) == 2


def test_long_posts_are_held_a_few_at_a_time():
    posts = ["x" * 600_000] * 3 + ["x"] * 5
    assert [len(some) for some in parcels(posts, 4, len)] == [2, 4, 2]
