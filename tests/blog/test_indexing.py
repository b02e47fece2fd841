"""Posts in the search index: right after whatever happens to them, or to what they name."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.create_alias import CreatePageAliasAction

from blog.models import BlogPage
from search.backends.database import Index
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    StandardPageFactory,
    home_page,
    locale,
    news,
    published,
)
from tests.home.test_workflow import form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


@pytest.fixture
def indexed(monkeypatch):
    """The ids of the posts that are written into the index from now on, call by call."""
    calls = []
    write = Index.add_items

    def note(index, model, items):
        if model is BlogPage:
            calls.append([post.pk for post in items])
        write(index, model, items)

    monkeypatch.setattr(Index, "add_items", note)
    return calls


def found(words):
    return sorted(post.title for post in BlogPage.objects.search(words))


def test_a_new_post_is_indexed_once_with_its_categories(indexed):
    post = BlogPageFactory(title="Rent", categories=[CategoryFactory(name="Housing")])
    assert indexed == [[post.pk]]
    assert found("Housing") == ["Rent"]


def test_a_post_published_in_the_admin_is_indexed_with_its_categories(admin_client):
    CategoryFactory(name="Housing")
    address = reverse("wagtailadmin_pages:add", args=["blog", "blogpage", news().pk])
    admin_client.post(address, form(**{"action-publish": "1"}))
    assert found("Housing") == ["Rent"]


def test_a_change_published_in_the_admin_is_indexed_once(admin_client, indexed):
    post = published(BlogPageFactory(title="Rent", categories=[CategoryFactory()]))
    indexed.clear()
    address = reverse("wagtailadmin_pages:edit", args=[post.pk])
    admin_client.post(address, form(title="Shelter", **{"action-publish": "1"}))
    assert indexed == [[post.pk]]
    assert found("Shelter") == ["Shelter"]


def test_a_draft_of_the_admin_is_not_found_before_it_is_published(admin_client):
    post = published(BlogPageFactory(title="Rent", categories=[CategoryFactory()]))
    admin_client.post(reverse("wagtailadmin_pages:edit", args=[post.pk]), form(title="Shelter"))
    assert found("Shelter") == []


def test_a_post_withdrawn_in_the_admin_is_still_found_by_editors(admin_client):
    post = published(BlogPageFactory(title="Rent"))
    admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[post.pk]))
    assert [post.live for post in BlogPage.objects.search("Rent")] == [False]


def test_what_the_clock_publishes_is_indexed():
    post = published(BlogPageFactory(title="Rent"))
    post.title = "Shelter"
    past = timezone.now() - datetime.timedelta(minutes=1)
    post.go_live_at = past
    post.save_revision(approved_go_live_at=past)
    assert found("Shelter") == []
    call_command("publish_scheduled")
    assert found("Shelter") == ["Shelter"]


def test_a_post_that_went_back_to_an_older_revision_is_found_by_it():
    post = BlogPageFactory(title="Rent")
    older = post.save_revision()
    post.title = "Shelter"
    published(post)
    older.publish()
    assert found("Rent") == ["Rent"]
    assert found("Shelter") == []


def test_a_post_that_was_moved_is_found():
    home_page("ur")
    post = BlogPageFactory(title="Rent")
    post.move(news("ur"), pos="last-child")
    assert found("Rent") == ["Rent"]


def test_a_copied_post_is_found_by_its_categories():
    post = BlogPageFactory(title="Rent", categories=[CategoryFactory(name="Housing")])
    post.copy(update_attrs={"title": "Copy", "slug": "copy"})
    assert found("Housing") == ["Copy", "Rent"]


def test_a_translation_is_found_by_the_categories_of_its_language():
    home_page("ur")
    news("ur")
    category = CategoryFactory(name="Housing")
    translated = category.copy_for_translation(locale("ur"))
    translated.name = "رہائش"
    translated.save()
    post = BlogPageFactory(title="Rent", categories=[category])
    CopyPageForTranslationAction(post, locale("ur"), copy_parents=True).execute()
    assert len(found("رہائش")) == 1


def test_an_alias_follows_its_post():
    post = published(BlogPageFactory(title="Rent", words="The office opens."))
    CreatePageAliasAction(post, update_slug="alias").execute()
    post.body = [("text", {"text": "<p>Zanzibar</p>", "language": ""})]
    published(post)
    assert len(found("Zanzibar")) == 2


def test_a_post_that_was_deleted_in_the_admin_is_found_no_more(admin_client):
    post = BlogPageFactory(title="Rent")
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[post.pk]))
    assert found("Rent") == []


def test_a_renamed_category_indexes_its_posts_in_one_go(indexed):
    category = CategoryFactory(name="Housing")
    posts = [BlogPageFactory(categories=[category]) for _ in range(3)]
    indexed.clear()
    category.name = "Shelter"
    category.save()
    assert [sorted(call) for call in indexed] == [[post.pk for post in posts]]


@pytest.mark.parametrize("factory", [CategoryFactory, AuthorFactory])
def test_what_keeps_its_name_indexes_no_post(indexed, factory):
    named = factory(name="Housing")
    BlogPageFactory(
        byline=AuthorFactory() if factory is CategoryFactory else named, categories=[CategoryFactory()]
    )
    if factory is CategoryFactory:
        BlogPageFactory(categories=[named])
    indexed.clear()
    named.description = "Rooms and rent"
    named.save()
    assert indexed == []


def test_a_category_that_is_translated_later_is_found_in_its_posts():
    home_page("ur")
    category = CategoryFactory(name="Housing")
    post = BlogPageFactory(parent=news("ur"), title="Rent", categories=[category])
    translated = category.copy_for_translation(locale("ur"))
    translated.name = "رہائش"
    translated.save()
    assert post.categories.through.objects.get().category_id == translated.pk
    assert found("رہائش") == ["Rent"]


def test_a_page_that_is_no_post_has_no_part_in_it(indexed):
    StandardPageFactory()
    assert indexed == []
