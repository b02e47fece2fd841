"""What stands beside a post: the nearest and the related ones that a reader of its site may see."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Site

from blog.models import BlogPage
from home.models import HomePage
from tests.factories import BlogIndexPageFactory, BlogPageFactory, CategoryFactory, news

pytestmark = pytest.mark.django_db


def on(day, **values):
    return BlogPageFactory(date=datetime.date(2022, 1, day), **values)


@pytest.fixture
def other_news(settings):
    """The news of a second site."""
    home = news().get_parent()
    other = home.get_parent().add_child(instance=HomePage(title="Other", slug="other", locale=home.locale))
    settings.ALLOWED_HOSTS = ["*"]
    Site.objects.create(hostname="other.example.org", root_page=other)
    return BlogIndexPageFactory(parent=other, slug="news")


def expire(*posts):
    """Their time is over, and no task has run yet."""
    BlogPage.objects.filter(pk__in=[post.pk for post in posts]).update(
        expire_at=timezone.now() - datetime.timedelta(seconds=1)
    )


def neighbours(ask, post):
    detail = ask(f"posts/{post.pk}/")
    return [detail[name] and detail[name]["title"] for name in ("previous", "next")]


def test_neighbours_are_of_the_same_site(ask, other_news):
    on(1, title="Older")
    on(5, title="Newer")
    for day in (2, 3, 4):
        on(day, title="Elsewhere", parent=other_news)
    assert neighbours(ask, on(3)) == ["Older", "Newer"]


def test_neighbours_that_have_just_expired_are_passed_over(ask):
    on(1, title="Older")
    on(5, title="Newer")
    over = on(2), on(4)
    post = on(3)
    expire(*over)
    assert neighbours(ask, post) == ["Older", "Newer"]


@pytest.fixture
def related(ask):
    """The titles beside a post, by its detail, by the list and by its page, which say the same."""

    def _related(post):
        detail = ask(f"posts/{post.pk}/")["related"]
        listed = {item["id"]: item["related"] for item in ask("posts/", include="related")["items"]}
        assert listed[post.pk] == detail
        titles = [card["title"] for card in detail]
        assert [other.title for other in BlogPage.objects.get(pk=post.pk).related()] == titles
        return titles

    return _related


def test_related_posts_are_of_the_same_site(related, other_news):
    one, two = CategoryFactory.create_batch(2)
    post = on(1, categories=[one, two])
    on(2, title="Here", categories=[one])
    for day in range(3, 9):
        on(day, title="Elsewhere", categories=[one, two], parent=other_news)
    assert related(post) == ["Here"]


def test_related_posts_that_have_just_expired_are_passed_over(related):
    one, two = CategoryFactory.create_batch(2)
    post = on(1, categories=[one, two])
    titles = ["first", "second", "third"]
    for day, title in enumerate(titles):
        on(9 - day, title=title, categories=[one])
    over = [on(day, categories=[one, two]) for day in (10, 11)]
    expire(*over)
    assert related(post) == titles
