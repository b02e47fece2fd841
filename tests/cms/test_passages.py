"""What is read of a page: every text once, without markup, in its own language."""

import pytest
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock

from blog.blocks import BodyBlock
from cms.articles import reading_minutes
from cms.passages import Passage, merged, of_block, plain_text
from home.blocks import PointsBlock
from tests.factories import (
    DocumentFactory,
    ImageFactory,
    PartnerFactory,
    ReusableTextFactory,
)

pytestmark = pytest.mark.django_db
BODY = BodyBlock()
TABLE = {
    "caption": "A month of support",
    "columns": [{"type": "text", "heading": ""}, {"type": "number", "heading": "Support"}],
    "rows": [{"values": ["Rent", "37"]}, {"values": ["500", None]}],
}
PETITION = {
    "addressee": "Social Welfare Department",
    "date_sent": "2017-02-27",
    "summary": "Food",
    "state": "sent",
}


def read(kind, page="en", **value):
    """(language, text) of what is read of one block."""
    body = BODY.to_python([{"type": kind, "value": value}])
    return [(passage.language, passage.text) for passage in of_block(BODY, body, page)]


def words(kind, **value):
    return [text for _, text in read(kind, **value)]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("<p>Rent <b>re</b>fused.</p>", "Rent refused."),
        ("<p>a<br/>b</p>", "a\nb"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "a\nb\nc"),
        ("<p>first\nline</p>", "first line"),
        ("<p>R&amp;D &lt;b&gt; here</p>", "R&D <b> here"),
        ("<p>1\N{NO-BREAK SPACE}500</p>", "1\N{NO-BREAK SPACE}500"),
        ("<p> </p><p></p>", ""),
    ],
)
def test_markup_goes_and_paragraphs_stay_apart(markup, text):
    assert plain_text(markup) == text


def test_a_text_is_in_the_language_that_it_names():
    assert read("text", text="<p>我們</p>", language="zh-hant") == [("zh-hant", "我們")]


def test_a_text_that_names_no_language_is_in_that_of_its_page():
    assert read("text", "ur", text="<p>گھر</p>", language="") == [("ur", "گھر")]


def test_a_heading_is_read_without_its_size():
    assert read("heading", text="What we ask", level="2", language="fr") == [("fr", "What we ask")]


def test_a_quotation_is_read_with_its_speaker():
    found = read("quotation", text="We speak.", speaker="A member", language="fr")
    assert found == [("fr", "We speak."), ("fr", "A member")]


def test_words_that_look_like_markup_are_words():
    assert words("quotation", text="Less than <b> and more") == ["Less than <b> and more"]


def test_empty_texts_are_no_passages():
    assert words("figures", title=" ", figures=[{"number": "37", "label": ""}], source="") == ["37"]


def test_figures_are_read_with_what_they_count_and_their_source():
    figures = [{"number": "37", "label": "of 18,000"}]
    assert words("figures", title="Claims", figures=figures, source="HKSAR") == [
        "Claims",
        "37",
        "of 18,000",
        "HKSAR",
    ]


def test_a_table_is_read_cell_by_cell():
    found = words("table", table=TABLE)
    assert found == ["A month of support", "Support", "Rent", "37", "500"]


def test_of_a_table_that_nobody_sees_nothing_is_read():
    assert words("table", table={**TABLE, "rows": []}) == []


def test_a_call_to_action_is_read_without_its_button():
    found = words(
        "call_to_action", title="Coats", text="Until May.", button="Write", url="https://example.org"
    )
    assert found == ["Coats", "Until May."]


def test_an_embed_is_read_by_its_title_alone():
    assert words("embed", url="https://example.org/talk", title="Radio talk") == ["Radio talk"]


def test_a_block_of_another_maker_is_read_part_by_part():
    block = StructBlock([("name", CharBlock()), ("text", RichTextBlock())])
    value = block.to_python({"name": "Tea", "text": "<p>At four</p>"})
    assert list(of_block(block, value, "en")) == [Passage("Tea", "en"), Passage("At four", "en")]


@pytest.mark.parametrize("kind", [CharBlock, RichTextBlock])
def test_what_is_kept_out_of_search_is_not_read(kind):
    block = StructBlock([("code", kind(search_index=False))])
    assert list(of_block(block, block.to_python({"code": "x7"}), "en")) == []


def test_a_picture_is_read_by_alternative_text_and_caption():
    image = ImageFactory(description="A boat", has_renditions=False)
    assert words("picture", picture=image.pk, caption="In May") == ["A boat", "In May"]


def test_the_alternative_text_of_the_place_goes_before_that_of_the_library():
    image = ImageFactory(description="A boat", has_renditions=False)
    assert words("picture", picture=image.pk, alt="Rescue") == ["Rescue"]


def test_a_decoration_has_no_alternative_text_to_read():
    image = ImageFactory(description="A boat", has_renditions=False)
    assert words("picture", picture=image.pk, decorative=True, caption="In May") == ["In May"]


def test_a_picture_that_is_gone_takes_its_caption_with_it():
    assert words("picture", picture=4711, caption="In May") == []


def test_a_gallery_is_read_by_its_title_and_pictures():
    pictures = [
        {"picture": ImageFactory(description=name, has_renditions=False).pk} for name in ("A boat", "A bus")
    ]
    assert words("gallery", title="Ways", pictures=pictures) == ["Ways", "A boat", "A bus"]


def test_a_document_is_read_in_its_own_language_and_its_summary_in_that_of_the_page():
    document = DocumentFactory(title="請願", language="zh-hant")
    found = read("document", document=document.pk, summary="Our letter")
    assert found == [("en", "Our letter"), ("zh-hant", "請願")]


def test_a_petition_is_read_by_addressee_summary_and_letter_but_not_by_its_state():
    document = DocumentFactory(title="Our letter")
    assert words("petition", document=document.pk, **PETITION) == [
        "Social Welfare Department",
        "Food",
        "Our letter",
    ]


def test_the_reply_to_a_petition_is_read_once_there_is_one():
    reply = DocumentFactory(title="Their reply").pk
    answered = {**PETITION, "state": "answered", "reply_document": reply}
    assert words("petition", document=None, **answered)[-1] == "Their reply"


def test_what_stands_in_many_posts_is_read_in_none():
    assert words("reusable_text", reusable_text=ReusableTextFactory().pk) == []
    assert words("partners", title="Thanks", partners=[PartnerFactory().pk]) == []


def test_points_of_the_home_page_are_read():
    block = PointsBlock()
    value = block.to_python([{"type": "point", "value": {"title": "Food", "text": "Every Friday"}}])
    assert [passage.text for passage in of_block(block, value, "en")] == ["Food", "Every Friday"]


def test_neighbours_in_one_language_are_one_passage_whose_numbers_stay_apart():
    passages = [
        Passage("37", "en"),
        Passage("500 people", "en"),
        Passage("我", "zh-hant"),
        Passage("End", "en"),
    ]
    assert merged(passages) == [
        Passage("37\n500 people", "en"),
        Passage("我", "zh-hant"),
        Passage("End", "en"),
    ]


def test_no_passages_are_merged_to_none():
    assert merged([]) == []


def test_a_passage_shows_its_text_to_engines_that_know_none():
    assert str(Passage("We ask.", "en")) == "We ask."


def test_reading_time_counts_what_is_read():
    body = BODY.to_python([{"type": "text", "value": {"text": "<p>word</p>" * 201, "language": ""}}])
    assert reading_minutes(body) == 2
