"""What is kept in the cache is forgotten as soon as readers should see something new."""

import datetime
import json
from contextlib import suppress

import pytest
from django.db import transaction
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import PageViewRestriction

from blog.models import BlogPage
from cms import versions
from home.models import Navigation, SiteSettings
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    DocumentFactory,
    ImageFactory,
    NavigationFactory,
    PartnerFactory,
    ReusableTextFactory,
    StandardPageFactory,
    default_site,
    home_page,
    published,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


@pytest.fixture(scope="module", autouse=True)
def made(shared, search_index) -> BlogPage:
    return published(BlogPageFactory(slug="post", categories=[CategoryFactory()]))


@pytest.fixture
def post(made) -> BlogPage:
    return BlogPage.objects.get(pk=made.pk)


def raised_by(change) -> bool:
    before = versions.current()
    change()
    return versions.current() > before


def make_private(post):
    PageViewRestriction.objects.create(page=post, restriction_type=PageViewRestriction.LOGIN)


def schedule_end(post):
    post.expire_at = timezone.now() + datetime.timedelta(days=1)
    post.save_revision().publish()


CHANGES = {
    "publishing": lambda post: post.save_revision().publish(),
    "unpublishing": lambda post: post.unpublish(),
    "deleting": lambda post: post.delete(),
    "moving": lambda post: post.move(StandardPageFactory(), pos="last-child"),
    "hiding": make_private,
    "scheduling": schedule_end,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_a_page_raises_the_number(post, change):
    assert raised_by(lambda: change(post))


THINGS = [
    *(AuthorFactory, CategoryFactory, DocumentFactory, ImageFactory),
    *(NavigationFactory, PartnerFactory, ReusableTextFactory),
]


@pytest.mark.parametrize("factory", THINGS)
def test_a_change_of_what_pages_show_raises_the_number(factory):
    thing = factory()
    assert raised_by(thing.save)
    assert raised_by(thing.delete)


def test_a_change_of_the_settings_raises_the_number():
    assert raised_by(lambda: SiteSettings.objects.create(site=default_site()))


def test_saving_a_draft_does_not_raise_the_number(post):
    post.title = "Draft"
    assert not raised_by(post.save_revision)


def test_reading_does_not_raise_the_number(client, post):
    assert not raised_by(
        lambda: [client.get(address) for address in ("/", "/news/", "/news/post/", "/search/?q=x")]
    )


def test_the_number_costs_one_query_for_a_whole_request(post, django_assert_num_queries):
    request = RequestFactory().get("/")
    with django_assert_num_queries(1):  # the number
        assert versions.version_of(request) == versions.version_of(request)


def test_what_is_published_is_seen_at_once(client, post):
    assert "office opens" in client.get("/news/post/").content.decode()
    post.body = json.dumps([{"type": "text", "value": {"text": "<p>Closed today.</p>", "language": ""}}])
    post.save_revision()
    assert "Closed today." not in client.get("/news/post/").content.decode()
    post.latest_revision.publish()
    assert "Closed today." in client.get("/news/post/").content.decode()


def test_a_preview_shows_the_draft_and_leaves_no_trace(client, post):
    draft = BlogPage.objects.get()
    draft.body = json.dumps([{"type": "text", "value": {"text": "<p>Secret draft.</p>", "language": ""}}])
    for _ in range(2):
        assert "Secret draft." in draft.make_preview_request().rendered_content
    assert "Secret draft." not in client.get("/news/post/").content.decode()


def test_a_preview_after_a_visit_is_not_taken_from_the_cache(client, post):
    client.get("/news/post/")
    draft = BlogPage.objects.get()
    draft.body = json.dumps([{"type": "text", "value": {"text": "<p>Secret draft.</p>", "language": ""}}])
    assert "Secret draft." in draft.make_preview_request().rendered_content


def test_a_menu_changes_at_once(client):
    navigation = NavigationFactory(site_name="Before")
    about = StandardPageFactory(slug="about")
    assert "Before" in client.get("/").content.decode()
    navigation = Navigation.objects.get()
    navigation.site_name = "After"
    link = {"label": "Who we are", "page": about.pk, "url": ""}
    navigation.menu = json.dumps([{"type": "link", "value": link}])
    navigation.save()
    page = client.get("/").content.decode()
    assert "After" in page
    assert "Before" not in page
    assert "Who we are" in page


def test_a_renamed_page_is_renamed_where_others_show_it(client, post):
    BlogPageFactory(slug="other", categories=list(post.categories.all()))
    client.get("/news/other/")
    post.title = "A new title"
    post.save_revision().publish()
    assert "A new title" in client.get("/news/other/").content.decode()
    assert "A new title" in client.get("/").content.decode()


def test_a_moved_page_is_linked_where_it_went(client):
    about, parent = StandardPageFactory(slug="about"), StandardPageFactory(slug="union")
    link = {"type": "link", "value": {"label": "Who we are", "page": about.pk, "url": ""}}
    NavigationFactory(menu=json.dumps([link]))
    assert 'href="/about/"' in client.get("/").content.decode()
    about.move(parent, pos="last-child")
    assert 'href="/union/about/"' in client.get("/").content.decode()


def test_a_new_slug_is_followed(client):
    about = published(StandardPageFactory(slug="about"))
    link = {"type": "link", "value": {"label": "Who we are", "page": about.pk, "url": ""}}
    NavigationFactory(menu=json.dumps([link]))
    client.get("/")
    about.slug = "who-we-are"
    about.save_revision().publish()
    assert 'href="/who-we-are/"' in client.get("/").content.decode()


def test_a_hidden_partner_disappears_at_once(client):
    partner = PartnerFactory(name="Amber")
    assert "Amber" in client.get("/").content.decode()
    partner.is_shown = False
    partner.save()
    assert "Amber" not in client.get("/").content.decode()


def test_the_home_page_may_go_without_partners(client):
    PartnerFactory(name="Amber")
    home = home_page()
    home.shows_partners = False
    home.save()
    assert "Amber" not in client.get("/").content.decode()


def test_changes_of_one_transaction_may_raise_the_number_once(post):
    before = versions.current()
    with transaction.atomic(), versions.raised_once():
        post.save()
        post.save()
    assert versions.current() == before + 1


def test_nothing_raises_the_number_where_nothing_changed(post):
    before = versions.current()
    with transaction.atomic(), versions.raised_once():
        versions.current()
    assert versions.current() == before


def test_after_changes_that_failed_others_raise_the_number_again(post):
    before = versions.current()
    with suppress(ValueError), transaction.atomic(), versions.raised_once():
        post.save()
        raise ValueError
    assert versions.current() == before
    post.save()
    assert versions.current() > before
