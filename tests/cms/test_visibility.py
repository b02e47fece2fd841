"""The one gate: what a visitor may not see is nowhere to be seen."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from blog.models import BlogPage
from cms import shapes
from cms.visibility import is_visible
from home.models import StandardPage
from tests.cms.hiding import SECRET, WAYS_TO_HIDE, every_way, expired, restrict, shown
from tests.factories import (
    BlogPageFactory,
    StandardPageFactory,
    UserFactory,
    home_page,
    locale,
    published,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]
ADDRESSES = [
    "/",
    "/news/",
    "/news/2019/",
    "/news/category/housing/",
    "/news/author/amina/",
    "/news/petitions/",
    f"/news/?keyword={SECRET}",
    f"/search/?q={SECRET}",
    "/sitemap-en.xml",
    "/news/feed.atom",
    "/news/feed.json",
    "/news/category/housing/feed.json",
    "/news/author/amina/feed.atom",
    "/news/petitions/feed.atom",
]


def test_a_public_post_is_shown_and_found(client, secret):
    assert [address for address in ADDRESSES if not shown(client.get(address))] == []


@every_way
def test_a_hidden_post_stays_out_of_pages_lists_feeds_and_search(client, secret, hide):
    hide(secret)
    assert [address for address in ADDRESSES if shown(client.get(address))] == []


@every_way
def test_a_hidden_post_is_not_visible(secret, hide):
    assert is_visible(secret)
    hide(secret)
    assert not is_visible(BlogPage.objects.get(pk=secret.pk))
    assert secret not in BlogPage.objects.visible()


# The clock withdraws an expired post within a minute, see below.
@pytest.mark.parametrize("hide", [hide for hide in WAYS_TO_HIDE.values() if hide is not expired])
def test_a_hidden_post_does_not_open(client, secret, hide):
    hide(secret)
    answer = client.get("/news/secret/")
    assert f"We meet in {SECRET}" not in answer.content.decode()


def test_an_expired_post_is_withdrawn_by_the_clock(client, secret):
    expired(published(secret))
    call_command("publish_scheduled")
    assert client.get("/news/secret/").status_code == 404


def test_a_scheduled_post_appears_by_the_clock(client):
    post = BlogPageFactory(title="Tomorrow", slug="tomorrow", live=False)
    post.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    post.save_revision(approved_go_live_at=post.go_live_at)
    call_command("publish_scheduled")
    assert client.get("/news/tomorrow/").status_code == 404
    revision = post.latest_revision
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(hours=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")
    assert client.get("/news/tomorrow/").status_code == 200


def test_a_page_beside_a_private_one_stays_visible(secret):
    private = StandardPageFactory(slug="members")
    beside = StandardPageFactory(slug="about")
    restrict(private)
    visible = set(StandardPage.objects.visible())
    assert visible == {beside}


def test_a_plain_page_below_a_private_one_is_hidden(client):
    private = StandardPageFactory(slug="members")
    StandardPageFactory(slug="minutes", title=f"{SECRET} minutes", parent=private)
    restrict(private)
    assert f"{SECRET} minutes" not in client.get(f"/search/?q={SECRET}").content.decode()
    assert "/members/minutes/" not in client.get("/sitemap-en.xml").content.decode()
    assert client.get("/members/minutes/").status_code == 302


def test_an_editor_sees_no_more_in_the_archive_than_a_visitor(admin_client, secret):
    restrict(secret)
    assert not shown(admin_client.get("/news/"))


def test_the_gate_costs_no_query_of_its_own(secret, django_assert_num_queries):
    with django_assert_num_queries(1):  # the posts, with the gate inside
        list(BlogPage.objects.visible().values("pk"))


def test_asking_for_one_page_costs_one_query(secret, django_assert_num_queries):
    with django_assert_num_queries(1):
        is_visible(secret)


def test_there_are_no_feeds_that_would_pass_the_gate_by(client, secret):
    assert {client.get(path).status_code for path in ("/feed/", "/news/feed/", "/rss.xml")} == {404}


def test_a_password_opens_the_page(client, secret):
    lock = restrict(secret, PageViewRestriction.PASSWORD)
    asked = client.get("/news/secret/")
    assert 'type="password"' in asked.content.decode()
    data = {"password": "open", "return_url": "/news/secret/"}
    client.post(f"/_util/authenticate_with_password/{lock.pk}/{secret.pk}/", data)
    assert shown(client.get("/news/secret/"))


def test_a_private_page_leads_to_a_form_to_sign_in_and_back(client, secret):
    restrict(secret)
    answer = client.get("/news/secret/", follow=True)
    assert answer.status_code == 200
    assert 'name="password"' in answer.content.decode()
    UserFactory(username="amina", password="a-long-password-for-tests")
    data = {"username": "amina", "password": "a-long-password-for-tests", "next": "/news/secret/"}
    assert client.post(answer.redirect_chain[-1][0], data)["Location"] == "/news/secret/"
    assert shown(client.get("/news/secret/"))


def test_a_page_outside_every_site_has_no_link():
    root = home_page().get_parent()
    outside = root.add_child(instance=StandardPage(title="Outside", slug="outside", locale=locale()))
    assert is_visible(outside)
    assert shapes.page_link(outside, title="Here") == shapes.broken_link("page", "Here")
