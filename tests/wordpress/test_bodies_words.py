"""Old bodies: what becomes of their words, lists, headings, quotations and tables."""

import re

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from blog.blocks import BodyBlock
from cms.blocks.text import RICH_TEXT_FEATURES
from tests.wordpress.old_site import blocks, converted, html_of, kinds, reasons, value_of


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("One\n\nTwo", "<p>One</p><p>Two</p>"),
        ("One\nTwo", "<p>One<br/>Two</p>"),
        ("One<br><br>Two", "<p>One</p><p>Two</p>"),
        ("One<br />\nTwo", "<p>One<br/>Two</p>"),
        ("<p>One\nTwo</p>\n<p>&nbsp;</p>\n<p>Three</p>", "<p>One<br/>Two</p><p>Three</p>"),
        ("<!-- wp:paragraph --><p>One\nTwo</p><!-- /wp:paragraph -->", "<p>One Two</p>"),
        ("<strong>One\n\nTwo</strong>", "<p><b>One</b></p><p><b>Two</b></p>"),
        ("<pre>a\n  b</pre>", "<p>a<br/>\u2002\u2002b</p>"),
        ("<ul>\n<li>One</li>\n\n<li>Two</li>\n</ul>", "<ul><li>One</li><li>Two</li></ul>"),
    ],
)
def test_lines_and_paragraphs_are_those_that_wordpress_shows(old, new):
    assert html_of(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<p style="color:red" class="x"><span style="font-size:9px">Red</span></p>', "<p>Red</p>"),
        ('<font color="red"><b>Bold</b> <em>slanted</em></font>', "<p><b>Bold</b> <i>slanted</i></p>"),
        ('<span style="font-weight: 700">a</span><b style="font-weight:normal">b</b>', "<p><b>a</b>b</p>"),
        ("<p>Rent&nbsp;&nbsp; &nbsp;is <b></b>high</p>", "<p>Rent is high</p>"),
        ("<p>m<sup>2</sup> and CO<sub>2</sub></p>", "<p>m² and CO₂</p>"),
        ("<q>Enough</q>", "<p>“Enough”</p>"),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<div class='elementor'><div>One</div><section>Two</section></div>", "<p>One</p><p>Two</p>"),
        ('[vc_row][vc_column width="1/2"]One[/vc_column][/vc_row]', "<p>One</p>"),
        ('[et_pb_text admin_label="x"]One[/et_pb_text]', "<p>One</p>"),
        ('[vc_custom_heading text="Food"]', "<p><b>Food</b></p>"),
        ("<p>[sic] and [[gallery]]</p>", "<p>[sic] and [[gallery]]</p>"),
        ("<dl><dt>Rent</dt><dd>HK$1,500</dd></dl>", "<p><b>Rent</b></p><p>HK$1,500</p>"),
    ],
)
def test_marks_become_what_editors_can_write_and_leftovers_their_words(old, new):
    assert html_of(old) == new


def test_lists_stand_inside_of_lists():
    old = "<ol><li>One<ul><li>Two<p>Three</p></li></ul></li><ul><li>Four</li></ul></ol>"
    new = "<ol><li>One<ul><li>Two<br/>Three</li></ul><ul><li>Four</li></ul></li></ol>"
    assert html_of(old) == new


def test_the_largest_heading_of_a_body_is_ours_and_all_others_stand_below_it():
    old = "<h3>One</h3><p>a</p><h5>Two</h5><h3> </h3><h4><b>Three</b></h4>"
    assert [value["level"] for kind, value in blocks(old) if kind == "heading"] == ["2", "3", "3"]


def test_a_heading_that_is_a_link_is_followed_by_it():
    heading, text = blocks('<h2><a href="/about/">About us</a></h2>')
    assert heading == ("heading", {"text": "About us", "level": "2", "language": ""})
    assert text[1]["text"] == '<p><a linktype="page" id="31">About us</a></p>'


def test_a_heading_that_is_longer_than_ours_may_be_becomes_words():
    assert kinds(f"<h2>{'word ' * 60}</h2>") == ["text"]


def test_a_quotation_names_who_said_it():
    old = "<blockquote><p>We speak.</p><p>For ourselves.</p><cite>— A member</cite></blockquote>"
    assert value_of(old) == {"text": "We speak.\n\nFor ourselves.", "speaker": "A member", "language": ""}


def test_the_source_of_a_quotation_stays_a_link():
    old = '<blockquote>We speak.<cite><a href="https://example.com/x">A paper</a></cite></blockquote>'
    quotation, text = blocks(old)
    assert quotation[1]["speaker"] == "A paper"
    assert text[1]["text"] == '<p><a href="https://example.com/x">example.com</a></p>'


@pytest.mark.parametrize("words", ["word " * 200, '<a href="https://example.com/">linked</a> words'])
def test_a_quotation_that_ours_cannot_hold_becomes_words_in_quotation_marks(words):
    text = html_of(f"<blockquote><p>{words}</p><cite>A member</cite></blockquote>")
    assert text.startswith(("<p>“word", "<p>“<a"))
    assert "”</p><p>— " in text


def test_a_table_keeps_its_header_its_caption_and_its_figures():
    old = (
        "<figure class='wp-block-table'><table><thead><tr><th>For</th><th>A month</th></tr></thead>"
        "<tbody><tr><td>Rent</td><td>HK$1,500</td></tr><tr><td>Food</td><td>1,200</td></tr></tbody></table>"
        "<figcaption>Support</figcaption></figure>"
    )
    table = value_of(old)["table"]
    assert table["caption"] == "Support"
    assert table["columns"] == [{"type": "text", "heading": "For"}, {"type": "number", "heading": "A month"}]
    assert [row["values"] for row in table["rows"]] == [["Rent", "HK$1,500"], ["Food", "1,200"]]


def test_a_cell_over_two_columns_leaves_the_second_one_empty():
    old = "<table><tr><td colspan='2'>a</td></tr><tr><td>b</td><td>c</td></tr></table>"
    assert [row["values"] for row in value_of(old)["table"]["rows"]] == [["a", ""], ["b", "c"]]


def test_a_table_that_only_laid_out_a_page_is_read_cell_after_cell():
    old = "<table><tr><td><h3>Food</h3></td><td>Rice</td></tr><tr><td>Oil</td><td>Salt</td></tr></table>"
    assert kinds(old) == ["heading", "text"]


def test_columns_and_groups_are_read_one_after_the_other():
    old = (
        '<!-- wp:columns {"a":{"b":[1]}} --><div><!-- wp:column --><div><!-- wp:paragraph --><p>One</p>'
        "<!-- /wp:paragraph --></div><!-- /wp:column --><!-- wp:column {broken --><div><p>Two</p></div>"
        "<!-- /wp:column --></div><!-- /wp:columns -->"
    )
    assert html_of(old) == "<p>One</p><p>Two</p>"


def test_a_reusable_block_stands_where_it_is_used_and_never_in_itself():
    assert html_of('<!-- wp:block {"ref":41} /-->') == "<p>About us</p>"
    assert (
        reasons('<!-- wp:block {"ref":42} /-->') == reasons('<!-- wp:block {"ref":99} /-->') == ["reusable"]
    )


def test_what_divides_is_left_out_and_counted():
    old = "One<!--more-->Two<hr/><!-- wp:spacer --><div></div><!-- /wp:spacer --><!--nextpage-->Three"
    assert converted(old).dropped == {"more": 1, "separator": 1, "spacer": 1, "nextpage": 1}


@pytest.mark.parametrize(
    "html",
    [
        '<p>a <b>b</b> <i>c</i> <b><i>d</i></b> <a href="https://example.com/?a=1&amp;b=2">e</a><br>f</p>',
        '<ul><li>a<ol><li>b</li></ol></li></ul><p><a href="/about/">c</a> &lt;d&gt;</p>',
    ],
)
def test_rich_text_is_what_the_editor_itself_would_store(html):
    converter = ContentstateConverter(features=RICH_TEXT_FEATURES)
    text = html_of(html)
    stored = converter.to_database_format(converter.from_database_format(text))
    assert sorted_links(stored) == sorted_links(text)


def sorted_links(html):

    return re.sub(r' data-block-key="\w+"', "", html).replace(
        'id="31" linktype="page"', 'linktype="page" id="31"'
    )


def test_equal_bodies_give_equal_blocks_that_the_body_takes():
    old = "<h2>One</h2>Two[gallery]<blockquote>Three</blockquote>"
    assert converted(old).body == converted(old).body
    stream = BodyBlock().to_python(converted(old).body)
    assert [child.block_type for child in stream] == ["heading", "text", "gallery", "quotation"]


@pytest.mark.parametrize(
    "opening",
    [
        '<ol start="8"><li>',
        "<ol reversed><li>",
        '<ol type="a"><li>',
        '<ol><li value="3">',
        '<ol style="list-style-type:lower-roman"><li>',
        '<!-- wp:list {"ordered":true} --><ol start=8><li>',
    ],
)
def test_a_list_that_is_numbered_in_another_way_is_listed(opening):
    assert reasons(f"{opening}One</li></ol>") == ["list-numbers"]


@pytest.mark.parametrize("opening", ["<ol>", '<ol start="1" type="1">', "<ul type=disc>"])
def test_an_ordinary_list_is_not(opening):
    assert reasons(f"{opening}<li>One</li></ol>") == []


def test_words_that_stood_only_under_a_pointer_are_listed():
    assert reasons('The <abbr title="Social Welfare Department">SWD</abbr> says no') == ["title"]


@pytest.mark.parametrize(
    "old", ['<a title="The union" href="/a/">the union</a>', '<img title="x" alt="smile" class="emoji">']
)
def test_titles_that_say_nothing_more_are_not(old):
    assert reasons(old) == []
