"""Each general block as readers see it, whole or with a part of it gone."""

import datetime

import pytest
from django.template.loader import get_template
from django.urls import reverse

from blog.models import BlogPage
from tests.factories import (
    BlogPageFactory,
    DocumentFactory,
    ImageFactory,
    ReusableTextFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db
BODY_FIELD = BlogPage._meta.get_field("body").stream_block
BODY = BODY_FIELD.child_blocks
every_block = pytest.mark.parametrize("block", BODY.values(), ids=BODY)


@pytest.fixture
def show(client):
    """Puts blocks, as JSON stores them, into a post and gives the post's page as visitors get it."""

    def _show(*stream: tuple[str, dict[str, object]]) -> str:
        body = [{"type": kind, "value": value} for kind, value in stream]
        post = BlogPageFactory(body=BODY_FIELD.to_python(body))
        answer = client.get(post.get_url())
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())

    return _show


@every_block
def test_a_block_tells_an_editor_what_it_is(block):
    assert block.meta.icon != "placeholder"
    assert block.get_description()
    assert block.label
    assert block.meta.group


@every_block
def test_a_block_has_a_template_of_its_name(block):
    assert block.meta.template == f"blocks/{block.name}.html"
    assert get_template(block.meta.template)


@every_block
def test_a_block_has_a_preview_that_renders(admin_client, block):
    ImageFactory()
    DocumentFactory()
    ReusableTextFactory(text="<p>Words of the preview</p>")
    answer = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert answer.status_code == 200
    preview = answer.content.decode()
    part = preview.partition(f'<div class="body__part body__part--{block.name}">')[2].partition("</main>")[0]
    assert len(" ".join(part.split())) > 60


@every_block
def test_a_preview_stands_on_an_empty_site_too(admin_client, block):
    answer = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert answer.status_code == 200


def test_a_heading_has_the_size_that_was_chosen(show):
    page = show(
        ("heading", {"text": "Rent", "level": "2", "language": ""}),
        ("heading", {"text": "What we ask", "level": "3", "language": ""}),
    )
    assert '<h3 class="heading heading--3" id="s-what-we-ask">What we ask</h3>' in page


def test_text_keeps_its_links_and_lists(show):
    page = show(("text", {"text": "<p>We <b>ask</b>.</p><ul><li>Rent</li></ul>", "language": ""}))
    assert "<b>ask</b>" in page
    assert "<li>Rent</li>" in page


@pytest.mark.parametrize(
    ("language", "attributes"),
    [("ur", 'lang="ur" dir="rtl"'), ("zh-hant", 'lang="zh-Hant" dir="ltr"'), ("fr", 'lang="fr" dir="ltr"')],
)
@pytest.mark.parametrize("kind", ["text", "heading", "quotation"])
def test_a_part_in_another_language_says_so(show, kind, language, attributes):
    value = {"text": "<p>x</p>" if kind == "text" else "x", "language": language}
    assert attributes in show((kind, value)).partition("body__part--")[2].partition("</div>")[0]


def test_a_part_in_the_language_of_the_page_says_nothing(show):
    part = show(("text", {"text": "<p>x</p>", "language": ""})).partition("body__part--")[2]
    assert "lang=" not in part.partition("</div>")[0]


def test_a_quotation_shows_words_and_speaker(show):
    page = show(("quotation", {"text": "We speak.", "speaker": "A member", "language": ""}))
    assert "<blockquote" in page
    assert "We speak." in page
    assert "A member" in page


def test_what_a_person_typed_is_never_html(show):
    typed = "<script>alert(1)</script>"
    page = show(
        ("heading", {"text": typed, "level": "2"}),
        ("quotation", {"text": typed, "speaker": typed}),
        ("figures", {"title": typed, "figures": [{"number": typed, "label": typed}], "source": typed}),
        ("call_to_action", {"title": typed, "text": typed, "button": typed, "url": "https://example.org/"}),
        ("embed", {"url": "https://example.org/", "title": typed}),
    )
    assert typed not in page
    assert "&lt;script&gt;" in page


def test_a_picture_shows_caption_credit_and_alternative_text(show):
    image = ImageFactory(description="A boat", credit="Drawing: Amina")
    page = show(
        ("picture", {"picture": image.pk, "caption": "In the morning", "alt": "", "decorative": False})
    )
    assert 'alt="A boat"' in page
    assert "In the morning" in page
    assert "Drawing: Amina" in page
    assert 'type="image/webp"' in page


def test_the_alternative_text_of_the_place_goes_before_that_of_the_picture(show):
    image = ImageFactory(description="A boat")
    assert 'alt="The third boat"' in show(("picture", {"picture": image.pk, "alt": "The third boat"}))


def test_a_picture_that_is_only_decoration_is_silent(show):
    image = ImageFactory(description="A boat")
    page = show(("picture", {"picture": image.pk, "decorative": True}))
    assert 'alt=""' in page
    assert "A boat" not in page


def test_a_gallery_shows_all_its_pictures(show):
    images = [ImageFactory(description=f"Boat {number}") for number in range(2)]
    page = show(("gallery", {"title": "Boats", "pictures": [{"picture": image.pk} for image in images]}))
    assert "Boats" in page
    assert [f'alt="Boat {number}"' in page for number in range(2)] == [True, True]


def test_a_document_shows_title_pages_size_and_date(show):
    document = DocumentFactory(title="Letter to the department", date=datetime.date(2017, 2, 27))
    page = show(("document", {"document": document.pk, "summary": "We ask for rent."}))
    for words in (
        "Letter to the department",
        "PDF",
        "1 page",
        "bytes",
        "27 February 2017",
        "We ask for rent.",
    ):
        assert words in page.replace("\xa0", " ")
    assert f'href="{document.url}"' in page


def test_figures_show_number_and_label(show):
    figures = [{"number": "37", "label": "of over 18,000 claims"}]
    page = show(("figures", {"title": "", "figures": figures, "source": "The government"}))
    assert "37" in page
    assert "of over 18,000 claims" in page
    assert "The government" in page


def test_an_embed_says_where_it_leads_and_loads_nothing(show):
    page = show(("embed", {"url": "https://www.youtube.com/watch?v=1", "title": "Radio talk"}))
    assert 'href="https://www.youtube.com/watch?v=1"' in page
    assert "youtube.com</bdi>" in page
    assert not any(f"<{tag}" in page for tag in ("iframe", "video", "object", "embed "))


def test_a_button_leads_to_a_page_or_an_address(show):
    about = StandardPageFactory(slug="about")
    call = {"title": "Help", "text": "With coats", "button": "Write to us"}
    assert 'href="/about/"' in show(("call_to_action", {**call, "page": about.pk}))
    assert 'href="https://example.org/"' in show(("call_to_action", {**call, "url": "https://example.org/"}))


TABLE = {
    "columns": [{"type": "text", "heading": "For"}, {"type": "number", "heading": "Support"}],
    "rows": [{"values": ["Rent", "HK$1,500"]}, {"values": ["Food", "HK$1,200"]}],
    "caption": "A month of support",
}


def test_a_table_has_caption_and_headers_of_columns_and_rows(show):
    page = show(("table", {"table": TABLE, "first_column_is_header": True}))
    assert "A month of support" in page.partition("<caption")[2].partition("</caption>")[0]
    assert page.count('scope="col"') == 2
    assert page.count('scope="row"') == 2
    assert "HK$1,200" in page


def test_a_table_without_row_headers_has_cells_only(show):
    page = show(("table", {"table": TABLE, "first_column_is_header": False}))
    assert page.count('scope="row"') == 0
    assert page.count("<td") == 4


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("table", {"table": {"columns": [], "rows": [], "caption": ""}}),
        ("table", {"table": None}),
        ("figures", {"title": "", "figures": [], "source": ""}),
        ("gallery", {"title": "", "pictures": []}),
        ("heading", {"text": "", "level": ""}),
        ("embed", {"url": "", "title": ""}),
        ("embed", {"url": "not an address", "title": "x"}),
        ("quotation", {}),
    ],
)
def test_an_empty_block_as_a_draft_may_hold_it_breaks_nothing(show, kind, value):
    assert "After" in show((kind, value), ("text", {"text": "<p>After</p>"}))


@pytest.mark.parametrize(
    ("kind", "field", "factory", "gap"),
    [
        ("picture", "picture", ImageFactory, ""),
        ("document", "document", DocumentFactory, "This document is no longer available."),
    ],
)
def test_what_was_deleted_leaves_a_clear_gap(show, kind, field, factory, gap):
    thing = factory(title="Gone thing")
    value = {field: thing.pk}
    thing.delete()
    page = show((kind, value), ("text", {"text": "<p>After</p>"}))
    assert gap in page
    assert "After" in page
    assert "Gone thing" not in page


def test_a_gallery_keeps_the_pictures_that_are_left(show):
    kept, gone = ImageFactory(description="Kept"), ImageFactory(description="Gone")
    value = {"title": "", "pictures": [{"picture": kept.pk}, {"picture": gone.pk}]}
    gone.delete()
    page = show(("gallery", value))
    assert 'alt="Kept"' in page
    assert page.count("gallery__item") == 1


def test_a_button_to_a_deleted_page_disappears_and_its_words_stay(show):
    about = StandardPageFactory(slug="about")
    value = {"title": "Help", "text": "With coats", "button": "Write to us", "page": about.pk}
    about.delete()
    page = show(("call_to_action", value))
    assert "With coats" in page
    assert "Write to us</a>" not in page


def test_a_link_in_the_text_to_a_deleted_page_keeps_its_words(show):
    about = StandardPageFactory(slug="about")
    html = f'<p>Read <a linktype="page" id="{about.pk}">about us</a>.</p>'
    about.delete()
    assert "about us" in show(("text", {"text": html}))
