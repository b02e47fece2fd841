"""The doors of pages that not everybody may read."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories import BlogPageFactory, NavigationFactory, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def post():
    NavigationFactory(site_name="Our union")
    post = BlogPageFactory(slug="for-members", title="Where we meet")
    PageViewRestriction.objects.create(page=post, restriction_type="login")
    return post


@pytest.mark.parametrize("prefix", ["", "/lite"])
def test_the_door_for_members_stands_in_the_sites_frame(client, post, prefix):
    door = client.get(f"{prefix}/news/for-members/", follow=True)
    assert door.status_code == 200
    page = door.content.decode()
    assert "Our union" in page
    assert 'name="password"' in page
    assert "Where we meet" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_who_signs_in_at_the_door_stands_before_the_page(client, post):
    person = member("Editors")
    door = client.get("/news/for-members/").headers["Location"]
    entry = {
        "username": person.username,
        "password": "a-long-password-for-tests",
        "next": "/news/for-members/",
    }
    entered = client.post(door, entry, follow=True)
    assert "Where we meet" in entered.content.decode()


def test_who_signs_in_without_a_way_on_comes_to_the_home_page(client, post):
    person = member("Editors")
    entry = {"username": person.username, "password": "a-long-password-for-tests"}
    assert client.post("/_util/login/", entry).headers["Location"] == "/"
