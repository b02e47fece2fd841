"""What stands around an imported page is what publishing it in the editor makes of it."""

import pytest
from django.db import transaction
from django.forms.models import model_to_dict
from wagtail.models import Page, ReferenceIndex
from wagtail.search.models import IndexEntry

from blog.models import BlogPage
from blog.models.cards import PostCard
from cms.versions import current
from home.models import StandardPage
from search.models import IndexedPage, IndexedText, Word
from tests.factories import PDF, jpeg
from tests.wordpress.exports import attachment, category, comment, filed, item, move_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]
UPLOADS = "https://old.example.org/wp-content/uploads/2016/02"
BODY = f"""<h2>What we ask for</h2>
<p>Rent without a guarantor, see <a href="/item-2/">the petition</a>.</p>
<figure><img class="wp-image-5" src="{UPLOADS}/rally.jpg"/></figure>
<p>我們要求住屋權利。</p>
<p><a href="{UPLOADS}/letter.pdf">The letter</a></p>"""
LEAD = {"_thumbnail_id": "5"}
# Which draft is the last, and what is compared by its numbers.
LEFT_OUT = {"latest_revision", "live_revision", "categories"}


@pytest.fixture
def moved_in(tmp_path, monkeypatch, django_capture_on_commit_callbacks):
    """Two posts that link to each other, a page, and what follows the end of their transactions."""
    folder = tmp_path / "copy/2016/02"
    folder.mkdir(parents=True)
    (folder / "rally.jpg").write_bytes(jpeg(160, 100))
    (folder / "letter.pdf").write_bytes(PDF)
    monkeypatch.setattr("cms.indexing.on_commit", transaction.on_commit)
    with django_capture_on_commit_callbacks(execute=True):
        move_in(
            tmp_path,
            category("Housing", "housing", 1),
            item(
                1, "Rent", BODY, filed("housing", "Housing"), comment(1, "Hello"), meta={"_thumbnail_id": "5"}
            ),
            item(2, "The petition", '<p>See <a href="/item-1/">what we ask for</a>.</p>'),
            item(3, "About", BODY, post_type="page"),
            attachment(5, "2016/02/rally.jpg", "Rally", alt="People walk"),
            attachment(6, "2016/02/letter.pdf", "Letter"),
            uploads=tmp_path / "copy",
        )


def around(page: Page) -> dict:
    """All that is kept of a page and made from it."""
    page = page.specific_class.objects.get(pk=page.pk)
    fields = {name: value for name, value in model_to_dict(page).items() if name not in LEFT_OUT}
    references = ReferenceIndex.objects.filter(
        object_id=str(page.pk), base_content_type__model="page", base_content_type__app_label="wagtailcore"
    )
    return {
        "fields": fields | {"body": page.body.get_prep_value(), "made": page.made_excerpt},
        "categories": [category.pk for category in getattr(page, "categories", Page.objects.none()).all()],
        "minutes": page.reading_minutes,
        "cards": list(PostCard.objects.filter(post_id=page.pk).values()),
        "searched": list(IndexedPage.objects.filter(pk=page.pk).values()),
        "texts": list(IndexedText.objects.filter(pk=page.pk).values()),
        "index": list(
            IndexEntry.objects.filter(object_id=str(page.pk), content_type=page.content_type)
            .order_by("pk")
            .values("title", "body", "autocomplete")
        ),
        "references": sorted(
            references.values_list("to_content_type", "to_object_id", "model_path", "content_path")
        ),
        "children": page.get_parent().get_children().count() == page.get_parent().numchild,
    }


@pytest.mark.parametrize(("model", "title"), [(BlogPage, "Rent"), (StandardPage, "About")])
def test_what_is_made_of_an_imported_page_is_what_the_editor_makes_of_it(
    moved_in, django_capture_on_commit_callbacks, model, title
):
    page = model.objects.get(title=title)
    before, words = around(page), set(Word.objects.values_list("word", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert around(page) == before
    assert set(Word.objects.values_list("word", flat=True)) == words
    # Nothing was compared with nothing.
    assert before["index"]
    assert before["texts"]
    assert len(before["references"]) >= 3


def test_an_imported_post_has_a_card_with_its_category(moved_in):
    card = PostCard.objects.get(post__title="Rent").contents
    assert [found["name"] for found in card["categories"]] == ["Housing"]
    assert card["comments"]


def test_a_parcel_of_posts_raises_the_number_of_the_content(tmp_path):
    before = current()
    move_in(tmp_path, item(1, "A"), item(2, "B"))
    assert current() > before
