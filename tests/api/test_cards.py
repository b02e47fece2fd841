"""What lists show of a post is prepared when it is published, and follows what the post names."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from blog.models import BlogPage, PostCard
from tests.factories import AuthorFactory, BlogPageFactory, CategoryFactory, ImageFactory, news

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(ask):
    """The one card that the list holds, or nothing."""

    def _card():
        items = ask("posts/")["items"]
        return items[0] if items else None

    return _card


def edit(thing, **values):
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save()


def test_a_new_title_is_shown_at_once_and_a_drafts_is_not(card):
    post = BlogPageFactory(title="Rents")
    post.title = "A draft"
    post.save_revision()
    assert card()["title"] == "Rents"
    post.save_revision().publish()
    assert card()["title"] == "A draft"


def test_a_renamed_category_or_author_is_shown_in_its_posts(card):
    category, author = CategoryFactory(name="Rent"), AuthorFactory(name="Amina")
    BlogPageFactory(categories=[category], byline=author)
    edit(category, name="Housing", slug="housing")
    edit(author, name="A member")
    assert card()["categories"][0]["name"] == "Housing"
    assert card()["categories"][0]["slug"] == "housing"
    assert card()["byline"]["name"] == "A member"


def test_a_pictures_new_alternative_text_is_shown(card):
    picture = ImageFactory()
    BlogPageFactory(lead_picture=picture)
    edit(picture, description="A crowd, seen from behind")
    assert card()["lead_picture"]["alt"] == "A crowd, seen from behind"


def test_a_withdrawn_post_leaves_and_a_published_one_comes_back(card):
    post = BlogPageFactory()
    post.unpublish()
    assert card() is None
    assert not PostCard.objects.exists()
    post.save_revision().publish()
    assert card()["id"] == post.pk


def test_a_section_that_becomes_private_takes_its_posts_with_it(card):
    post = BlogPageFactory()
    restriction = PageViewRestriction.objects.create(page=news(), restriction_type="login")
    assert card() is None
    assert not PostCard.objects.exists()
    restriction.delete()
    assert card()["id"] == post.pk


def test_a_card_that_was_left_behind_does_not_pass_the_gate(ask):
    post = BlogPageFactory()
    BlogPage.objects.filter(pk=post.pk).update(live=False)
    assert ask("posts/")["items"] == []


def test_the_start_says_what_is_not_prepared_and_the_command_prepares_it(card):
    BlogPageFactory(title="Rents")
    PostCard.objects.update(version=0)
    named = [message.obj for message in run_checks(tags=["start"], databases=["default"])]
    assert "prepare_posts" in named
    call_command("prepare_posts", verbosity=0)
    named = [message.obj for message in run_checks(tags=["start"], databases=["default"])]
    assert "prepare_posts" not in named
    assert card()["title"] == "Rents"


def test_the_command_tells_petitions_by_the_rule_of_today():
    post = BlogPageFactory()
    BlogPage.objects.filter(pk=post.pk).update(petition={"addressee": "A department"})
    call_command("prepare_posts", verbosity=0)
    post.refresh_from_db()
    assert post.petition is None


@pytest.fixture
def related(ask):
    """The titles of what stands beside a post, by its detail and by the list, which say the same."""

    def _related(post):
        detail = ask(f"posts/{post.pk}/")["related"]
        listed = {item["id"]: item["related"] for item in ask("posts/", include="related")["items"]}
        assert listed[post.pk] == detail
        return [card["title"] for card in detail]

    return _related


def test_related_posts_share_most_categories_and_of_these_the_newest_come(related):
    one, two, three = CategoryFactory.create_batch(3)
    post = BlogPageFactory(categories=[one, two])
    for title, categories in {
        "newest with one": [one],
        "with both": [two, one],
        "with more": [one, two, three],
        "older with one": [two, three],
        "with none": [three],
    }.items():
        BlogPageFactory(title=title, categories=categories)
    assert related(post) == ["with both", "with more", "newest with one"]


def test_related_posts_follow_a_change_of_categories(related):
    one, two = CategoryFactory.create_batch(2)
    post, other = BlogPageFactory(categories=[one]), BlogPageFactory(title="Rents", categories=[two])
    assert related(post) == []
    edit(other, categories=[one])
    assert related(post) == ["Rents"]
