"""When the index learns of a change: after the transaction, each page once."""

import pytest
from django.db import transaction
from wagtail.models import Collection, CollectionViewRestriction, Page
from wagtail.search.models import IndexEntry

from cms.indexing import index_again, indexed_once
from home.models import StandardPage
from search.backends.database import Index
from tests.factories import BlogPageFactory, DocumentFactory, ImageFactory, StandardPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


@pytest.fixture
def indexed(monkeypatch):
    """The ids of the pages that are written into the index from now on, in the order of writing."""
    ids = []
    write = Index.add_items

    def note(index, model, items):
        ids.extend(item.pk for item in items if isinstance(item, Page))
        write(index, model, items)

    monkeypatch.setattr(Index, "add_items", note)
    return ids


@pytest.fixture
def waiting(monkeypatch):
    """What waits for the end of a transaction does wait."""
    monkeypatch.setattr("cms.indexing.on_commit", transaction.on_commit)


def found(words):
    return {page.title for page in Page.objects.search(words)}


def test_a_save_indexes_a_page_once(indexed):
    page = StandardPageFactory()
    assert indexed == [page.pk]


def test_several_saves_in_a_transaction_index_a_page_once(
    waiting, indexed, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = StandardPageFactory()
        for title in ("Rent", "Food"):
            page.title = title
            page.save()
    assert indexed == [page.pk]
    assert found("Food") == {"Food"}


def test_pages_that_were_saved_together_are_all_indexed(waiting, indexed, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pages = [StandardPageFactory(), BlogPageFactory()]
    assert {page.pk for page in pages} <= set(indexed)


def test_what_is_saved_and_asked_for_again_may_be_indexed_once(indexed):
    asked = StandardPageFactory()
    indexed.clear()
    with indexed_once():
        page = StandardPageFactory()
        for _ in range(2):
            index_again(Page.objects.filter(pk__in=[page.pk, asked.pk]))
        assert indexed == []
    assert indexed == [page.pk, asked.pk]


def test_what_was_taken_back_is_not_indexed(waiting, django_capture_on_commit_callbacks):
    page = StandardPageFactory(title="Rent")
    with django_capture_on_commit_callbacks(execute=True):
        page.save()
        with transaction.atomic():
            page.title = "Zanzibar"
            page.save()
            transaction.set_rollback(True)
    assert found("Rent") == {"Rent"}
    assert found("Zanzibar") == set()


def test_a_save_after_one_that_was_taken_back_is_indexed(waiting, django_capture_on_commit_callbacks):
    page = StandardPageFactory(title="Rent")
    with transaction.atomic():
        page.save()
        transaction.set_rollback(True)
    with django_capture_on_commit_callbacks(execute=True):
        page.title = "Food"
        page.save()
    assert found("Food") == {"Food"}


def test_a_draft_writes_nothing_into_the_index(indexed):
    page = StandardPageFactory(title="Rent")
    indexed.clear()
    page.title = "Secret"
    page.save_revision()
    assert indexed == []


def test_a_save_of_one_field_that_is_read_is_indexed():
    page = StandardPageFactory(title="Rent")
    page.title = "Food"
    page.save(update_fields=["title"])
    assert found("Food") == {"Food"}


def is_in_index(pk):
    """Whether the index still knows a page, be it there or not."""
    return IndexEntry.objects.filter(content_type__model="standardpage", object_id=str(pk)).exists()


def test_a_page_that_was_deleted_leaves_the_index():
    page = StandardPageFactory()
    pk = page.pk
    assert is_in_index(pk)
    page.delete()
    assert not is_in_index(pk)


def test_an_engine_outside_the_database_hears_of_a_deletion(monkeypatch):
    """The database takes its entries away by itself."""
    deleted = []
    monkeypatch.setattr(Index, "delete_item", lambda index, item: deleted.append((type(item), item.pk)))
    page = StandardPageFactory()
    pk = page.pk
    Page.objects.filter(pk=pk).delete()
    assert (StandardPage, pk) in deleted


def test_pages_below_one_that_was_deleted_leave_the_index():
    above = StandardPageFactory()
    pk = StandardPageFactory(parent=above).pk
    assert is_in_index(pk)
    Page.objects.get(pk=above.pk).delete()
    assert not is_in_index(pk)


def test_pages_are_indexed_again_by_one_task(waiting, django_capture_on_commit_callbacks):
    pages = [StandardPageFactory(), StandardPageFactory(), BlogPageFactory()]
    with django_capture_on_commit_callbacks() as callbacks:
        index_again(Page.objects.filter(pk__in=[page.pk for page in pages]))
    assert len(callbacks) == 1


def test_pages_are_indexed_again_in_chunks(indexed, monkeypatch):
    monkeypatch.setattr("cms.indexing.CHUNK", 2)
    pages = [StandardPageFactory(), StandardPageFactory(), BlogPageFactory()]
    indexed.clear()
    index_again(Page.objects.filter(pk__in=[page.pk for page in pages]))
    assert sorted(indexed) == sorted(page.pk for page in pages)


def showing(document):
    return BlogPageFactory(title="Post", body=[("document", {"document": document, "summary": ""})])


def test_a_renamed_document_is_found_under_its_new_title_only():
    document = DocumentFactory(title="Zanzibar")
    showing(document)
    document.title = "Madagascar"
    document.save()
    assert found("Madagascar") == {"Post"}
    assert found("Zanzibar") == set()


def test_a_document_behind_a_link_reaches_its_posts_too(indexed):
    document = DocumentFactory()
    link = f'<p><a linktype="document" id="{document.pk}">Read</a></p>'
    post = BlogPageFactory(body=[("text", {"text": link, "language": ""})])
    indexed.clear()
    document.title = "Madagascar"
    document.save()
    assert indexed == [post.pk]


def test_a_collection_that_becomes_private_reaches_the_posts_with_its_documents(indexed):
    collection = Collection.get_first_root_node().add_child(name="Members")
    document = DocumentFactory(collection=collection.add_child(name="Minutes"))
    document.text_pages.create(number=1, text="Zanzibar")
    post = showing(document)
    indexed.clear()
    restriction = CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert indexed == [post.pk]
    restriction.delete()
    assert indexed == [post.pk] * 2


def test_a_document_that_was_deleted_finds_its_posts_no_more():
    document = DocumentFactory(title="Zanzibar")
    showing(document)
    document.delete()
    assert found("Zanzibar") == set()


def test_a_new_description_of_a_picture_reaches_its_posts():
    image = ImageFactory(description="A boat", has_renditions=False)
    BlogPageFactory(title="Post", body=[("picture", {"picture": image})])
    image.description = "A dhow"
    image.save()
    assert found("dhow") == {"Post"}


def test_a_document_that_was_saved_without_a_new_name_indexes_nothing(indexed):
    document = DocumentFactory()
    showing(document)
    indexed.clear()
    document.save()
    assert indexed == []
