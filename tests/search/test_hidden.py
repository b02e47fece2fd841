"""What not everybody may see leaves no word on the search page: no result, count, choice or spelling."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from home.models import HomePage
from tests.factories import (
    BlogPageFactory,
    CategoryFactory,
    StandardPageFactory,
    home_page,
    published,
)
from tests.search.reading import letter, text, titles

pytestmark = pytest.mark.django_db


def as_draft(post):
    post.unpublish()


def with_changes_as_draft(post):
    """The page itself stays as it was: without the words."""
    post.body = [("text", {"text": "<p>Zanzibar</p>", "language": ""})]
    post.save_revision()


def private(post):
    PageViewRestriction.objects.create(page=post, restriction_type="login")


def in_a_private_section(post):
    PageViewRestriction.objects.create(page=post.get_parent(), restriction_type="password", password="open")


def expired(post):
    post.expire_at = timezone.now() - datetime.timedelta(minutes=1)
    post.save()


def scheduled(post):
    post.unpublish()
    post.go_live_at = timezone.now() + datetime.timedelta(days=1)
    post.save_revision().publish()


def deleted(post):
    post.delete()


WAYS = [as_draft, private, in_a_private_section, expired, scheduled, deleted]
hidden = pytest.mark.parametrize("hide", WAYS, ids=lambda way: way.__name__)


def secret(**values):
    """A post with a PDF; all of it says Zanzibar."""
    document = letter("Zanzibar archipelago")
    body = [
        ("text", {"text": "<p>Zanzibar harbour</p>", "language": ""}),
        ("document", {"document": document, "summary": ""}),
    ]
    category = CategoryFactory(name="Category of the secret")
    return BlogPageFactory(title="Secret Zanzibar", slug="secret", body=body, categories=[category], **values)


WORDS = ("Zanzibar", "harbour", "archipelago", "secret")


@hidden
def test_what_is_hidden_is_found_by_none_of_its_words(page, hide):
    hide(secret())
    assert [word for word in WORDS if f"Nothing found for “{word}”" not in text(page(q=word))] == []


@hidden
def test_what_is_hidden_is_in_no_count_and_no_choice(page, hide):
    StandardPageFactory(title="Open", body=[("text", {"text": "<p>Zanzibar</p>", "language": ""})])
    hide(secret())
    soup = page(q="Zanzibar")
    assert titles(soup) == ["Open"]
    assert text(soup, "[role=status]") == "1 result for “Zanzibar”"
    assert "Category of the secret" not in str(soup)


@hidden
def test_what_is_hidden_corrects_no_spelling(page, hide):
    hide(secret())
    for typed, kept in (("Zanzibor", "zanzibar"), ("archipelogo", "archipelago")):
        assert kept not in str(page(q=typed).main).lower(), typed


def test_words_of_a_draft_of_a_public_page_are_not_found(page):
    post = published(BlogPageFactory(title="Open"))
    with_changes_as_draft(post)
    assert titles(page(q="Zanzibar")) == []


def test_a_document_in_a_private_collection_shows_none_of_its_words(page):
    collection = Collection.get_first_root_node().add_child(name="Members")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    post = secret()
    document = post.body[1].value["document"]
    document.collection = collection
    document.save()
    assert "Nothing found" in text(page(q="archipelago"))
    assert "archipelago" not in text(page(q="harbour"))


def test_what_is_not_hidden_is_found_by_all_of_that(page):
    """The tests above hide the same post."""
    secret()
    for query in WORDS:
        assert titles(page(q=query)) == ["Secret Zanzibar"]


@pytest.fixture
def sites(settings):
    """Two sites that one process answers for."""
    settings.ALLOWED_HOSTS = ["*"]
    home = home_page()
    other = home.get_parent().add_child(instance=HomePage(title="Other", slug="other", locale=home.locale))
    Site.objects.create(hostname="other.example", root_page=other)
    StandardPageFactory(title="Zanzibar there", parent=other)
    StandardPageFactory(title="Zanzibar here", parent=home)


def test_a_page_of_another_site_is_not_found(page, client, sites):
    assert titles(page(q="Zanzibar")) == ["Zanzibar here"]
    client.defaults["HTTP_HOST"] = "other.example"
    assert titles(page(q="Zanzibar")) == ["Zanzibar there"]


def test_a_page_that_expires_between_two_searches_is_not_found_by_the_second(page, monkeypatch):
    later = timezone.now() + datetime.timedelta(hours=2)
    secret(expire_at=later - datetime.timedelta(hours=1))
    assert titles(page(q="Zanzibar")) == ["Secret Zanzibar"]
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert titles(page(q="Zanzibar")) == []
