"""A post goes through wagtail-localize with all its parts, tables among them."""

import json

import pytest
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from blog.models import BlogPage
from cms.blocks.tables import CellsBlock
from tests.factories import (
    BlogPageFactory,
    CategoryFactory,
    DocumentFactory,
    home_page,
    locale,
    news,
    published,
)

pytestmark = pytest.mark.django_db
TABLE = {
    "columns": [{"type": "text", "heading": "For"}, {"type": "number", "heading": "Support"}],
    "rows": [{"values": ["Rent", "HK$1,500"]}, {"values": ["Food", ""]}],
    "caption": "A month of support",
}


def item(value: object) -> dict[str, object]:
    return {"type": "item", "id": "00000000-0000-4000-8000-000000000001", "value": value}


@pytest.fixture
def post() -> BlogPage:
    home_page("ur")
    published(news().copy_for_translation(locale("ur")))
    petition = {
        "document": DocumentFactory().pk,
        "addressee": "The department",
        "date_sent": "2017-02-27",
        "summary": "No guarantors",
        "state": "sent",
    }
    parts = [
        ("heading", {"text": "What we ask", "level": "2", "language": ""}),
        ("text", {"text": "<p>We <b>ask</b> for rent.</p>", "language": ""}),
        ("figures", {"title": "", "figures": [item({"number": "37", "label": "of many"})], "source": ""}),
        ("petition", petition),
        ("table", {"table": TABLE, "first_column_is_header": True}),
    ]
    ids = [f"00000000-0000-4000-8000-0000000001{number:02}" for number in range(len(parts))]
    body = [{"type": kind, "value": value, "id": id_} for (kind, value), id_ in zip(parts, ids, strict=True)]
    return published(
        BlogPageFactory(
            title="Rent", slug="rent", body=json.dumps(body), categories=[CategoryFactory(slug="housing")]
        )
    )


def translate(post: BlogPage) -> tuple[Translation, dict[str, str]]:
    """Sends the post to be translated; gives the strings by where they stand."""
    source, _ = TranslationSource.update_or_create_from_instance(post)
    translation = Translation.objects.create(source=source, target_locale=locale("ur"))
    segments = source.stringsegment_set.select_related("string", "context")
    return translation, {segment.context.path: segment.string.data for segment in segments}


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    def _publish(translation: Translation) -> BlogPage:
        with django_capture_on_commit_callbacks(execute=True):
            translation.save_target(publish=True)
        return translation.get_target_instance()

    return _publish


def test_every_word_of_a_post_is_offered_to_the_translator(post):
    _, strings = translate(post)
    words = set(strings.values())
    assert words >= {
        *(
            "Rent",
            "What we ask",
            "We <b>ask</b> for rent.",
            "37",
            "of many",
            "The department",
            "No guarantors",
        ),
        *("A month of support", "For", "Support", "HK$1,500", "Food"),
    }


def test_a_translated_post_says_the_same_in_its_own_language(client, post, publish):
    translation, _ = translate(post)
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            data=f"اردو {segment.string.data}",
        )
    page = client.get(publish(translation).get_url()).content.decode()
    for words in ("What we ask", "of many", "The department", "A month of support", "HK$1,500", "Food"):
        assert f"اردو {words}" in page


def test_a_half_translated_table_keeps_what_is_not_translated(client, post, publish):
    translation, _ = translate(post)
    segment = translation.source.stringsegment_set.get(string__data="Food")
    StringTranslation.objects.create(
        translation_of=segment.string, locale=translation.target_locale, context=segment.context, data="کھانا"
    )
    page = client.get(publish(translation).get_url()).content.decode()
    assert "کھانا" in page
    assert "HK$1,500" in page
    assert "A month of support" in page


def test_the_original_table_is_left_as_it_was(post, publish):
    before = post.body.get_prep_value()
    publish(translate(post)[0])
    assert BlogPage.objects.get(pk=post.pk).body.get_prep_value() == before


def test_each_cell_has_a_place_of_its_own():
    block = CellsBlock()
    table = block.to_python(TABLE)
    paths = [segment.path for segment in block.get_translatable_segments(table)]
    assert paths == [
        *("caption", "heading.0", "heading.1", "cell.0.0", "cell.0.1", "cell.1.0", "cell.1.1"),
    ]
    segments = block.get_translatable_segments(table)
    assert block.get_prep_value(block.restore_translated_segments(table, segments)) == block.get_prep_value(
        block.to_python(TABLE)
    )
