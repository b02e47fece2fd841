"""What the search of a copy without a server knows."""

import pytest
from wagtail.models import Collection, CollectionViewRestriction

from cms.copies import Copy
from search.copies.entries import entries_of
from tests.factories import BlogPageFactory
from tests.search.reading import letter

pytestmark = pytest.mark.django_db


def words(page):
    copy = Copy(frozenset([page.get_url()]), lambda source, target: target)
    [entry] = entries_of(copy)
    return " ".join(entry.passages)


@pytest.fixture
def post(page):
    """A post with a document; `page` keeps the index."""
    body = [
        ("text", {"text": "<p>Zanzibar harbour</p>", "language": ""}),
        ("document", {"document": letter("archipelago"), "summary": ""}),
    ]
    return BlogPageFactory(title="Zanzibar", slug="zanzibar", body=body)


def test_it_knows_the_words_of_documents(post):
    assert "archipelago" in words(post)


def test_it_knows_no_word_of_a_document_in_a_private_collection(post):
    collection = Collection.get_first_root_node().add_child(name="Members")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    document = post.body[1].value["document"]
    document.collection = collection
    document.save()
    assert "harbour" in words(post)
    assert "archipelago" not in words(post)
