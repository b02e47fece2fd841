"""The doors of pages that not everybody may read."""

import html
import re

import pytest
from django.test import Client
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from tests.factories import BlogPageFactory, DocumentFactory, NavigationFactory, StandardPageFactory, member

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


def sent(browser: Client, door: str, **typed: str):
    """A door's form as a browser sends it: with its token, to where it leads."""
    page = browser.get(door).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token, "The form has no token: nobody gets in."
    action = re.search(r'<form class="password-form" action="([^"]+)"', page)[1]
    hidden = re.search(r'name="(?:next|return_url)" value="([^"]*)"', page)
    where = {"next": hidden[1], "return_url": hidden[1]} if hidden else {}
    return browser.post(
        html.unescape(action), {"csrfmiddlewaretoken": token[1], **where, **typed}, follow=True
    )


@pytest.mark.parametrize("prefix", ["", "/lite"])
def test_a_browser_gets_in_at_the_door_for_members(post, prefix):
    person = member("Editors")
    browser = Client(enforce_csrf_checks=True)
    door = browser.get(f"{prefix}/news/for-members/").headers["Location"]
    entered = sent(browser, door, username=person.username, password="a-long-password-for-tests")
    assert "Where we meet" in entered.content.decode()


@pytest.mark.parametrize("prefix", ["", "/lite"])
def test_a_browser_gets_in_with_the_shared_password(prefix):
    about = StandardPageFactory(slug="about", title="Where we meet")
    PageViewRestriction.objects.create(page=about, restriction_type="password", password="open sesame")
    browser = Client(enforce_csrf_checks=True)
    entered = sent(browser, f"{prefix}/about/", password="open sesame")
    assert "Where we meet" in entered.content.decode()
    assert "Where we meet" not in Client().get(f"{prefix}/about/", follow=True).content.decode()


def test_a_browser_gets_in_at_the_door_of_a_document():
    letter = DocumentFactory(title="A letter", opens_by_address=True)
    CollectionViewRestriction.objects.create(
        collection=letter.collection, restriction_type="password", password="open sesame"
    )
    browser = Client(enforce_csrf_checks=True)
    entered = sent(browser, letter.url, password="open sesame")
    assert entered.headers["Content-Type"] == "application/pdf"
