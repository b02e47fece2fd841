"""Documents that visitors may not open, and who may."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests.factories import BlogPageFactory, DocumentFactory, ReusableTextFactory, UserFactory, member

pytestmark = pytest.mark.django_db
LOGIN, PASSWORD = CollectionViewRestriction.LOGIN, CollectionViewRestriction.PASSWORD


@pytest.fixture
def collection():
    return Collection.get_first_root_node().add_child(name="Members")


def restrict(collection, kind=LOGIN):
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=kind, password="x")


@pytest.fixture
def document():
    return DocumentFactory()


def shown_by(document, **more):
    return BlogPageFactory(body=[("document", {"document": document})], **more)


def test_a_document_that_no_page_shows_is_closed(client, document):
    assert client.get(document.url).status_code == 404


def test_an_editor_may_send_its_address_around(client):
    assert client.get(DocumentFactory(opens_by_address=True).url).status_code == 200


def test_a_document_opens_while_a_published_page_shows_it(client, document):
    post = shown_by(document)
    assert client.get(document.url).status_code == 200
    post.unpublish()
    assert client.get(document.url).status_code == 404


def test_a_document_in_a_text_that_pages_share_opens(client, document):
    link = f'<p><a linktype="document" id="{document.pk}">Letter</a></p>'
    shared = ReusableTextFactory(text=link)
    assert client.get(document.url).status_code == 404
    BlogPageFactory(body=[("reusable_text", {"reusable_text": shared})])
    assert client.get(document.url).status_code == 200


def test_a_deleted_post_closes_its_documents(client, document):
    shown_by(document).delete()
    assert client.get(document.url).status_code == 404


def test_a_private_collection_keeps_what_may_be_sent_around_closed(client, collection):
    document = DocumentFactory(collection=collection, opens_by_address=True)
    restrict(collection)
    assert client.get(document.url).status_code == 302


def test_editors_open_what_is_closed(client, document):
    client.force_login(member("Editors"))
    assert client.get(document.url).status_code == 200


def test_users_who_may_choose_no_documents_do_not(client, document):
    client.force_login(UserFactory())
    assert client.get(document.url).status_code == 404


def test_whoever_may_see_a_private_page_opens_its_documents(client, document):
    post = shown_by(document)
    lock = PageViewRestriction.objects.create(page=post, restriction_type=PageViewRestriction.GROUPS)
    lock.groups.add(Group.objects.create(name="Members"))
    assert client.get(document.url).status_code == 404
    reader = UserFactory()
    client.force_login(reader)
    assert client.get(document.url).status_code == 404
    reader.groups.add(Group.objects.get(name="Members"))
    assert client.get(document.url).status_code == 200


def test_to_open_a_public_document_takes_one_query_more(client, document, django_assert_num_queries):
    shown_by(document)
    client.get(document.url)
    with django_assert_num_queries(
        4
    ):  # the document, the gate, its collection, the collection's restrictions
        client.get(document.url)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "Visitors cannot open this document"),
        ({"opens_by_address": True}, "Everybody who has the address"),
    ],
)
def test_editors_are_told_who_can_open_a_document(admin_client, options, told):
    document = DocumentFactory(**options)
    assert told in admin_client.get(f"/admin/documents/edit/{document.pk}/").content.decode()


def test_editors_are_told_that_a_document_is_private(admin_client, collection):
    document = DocumentFactory(collection=collection)
    restrict(collection, PASSWORD)
    page = admin_client.get(f"/admin/documents/edit/{document.pk}/").content.decode()
    assert "only those whom the collection lets in" in page
