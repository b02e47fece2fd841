"""Addresses that stay."""

import pytest

from cms.addresses import absolute
from home.models import StandardPage
from tests.cms.test_visibility import SECRET, WAYS_TO_HIDE
from tests.factories import AuthorFactory, BlogPageFactory, StandardPageFactory, home_page

pytestmark = pytest.mark.django_db
every_way = pytest.mark.parametrize("hide", WAYS_TO_HIDE.values(), ids=WAYS_TO_HIDE)


def test_a_permanent_link_follows_the_page(client):
    about = StandardPageFactory(slug="about")
    assert about.permalink == f"http://localhost/p/{about.pk}/"
    assert client.get(f"/p/{about.pk}/")["Location"] == "/about/"
    about.slug = "who-we-are"
    about.save()
    answer = client.get(f"/p/{about.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/who-we-are/")


def test_a_permanent_link_leads_into_the_pages_own_language(client):
    page = StandardPageFactory(slug="about", parent=home_page("ur"))
    assert client.get(f"/p/{page.pk}/")["Location"] == "/ur/about/"


def test_a_page_that_is_not_saved_has_no_permanent_link():
    assert StandardPage(title="New").permalink == ""


@pytest.mark.parametrize("address", ["/p/1/", "/p/999999/", "/p/99999999999999999999999999/", "/p/0/"])
def test_a_permanent_link_to_no_page_of_the_site_leads_nowhere(client, address):
    assert client.get(address).status_code == 404


@every_way
def test_a_hidden_page_has_no_permanent_link(client, hide):
    post = BlogPageFactory(slug="secret")
    hide(post)
    assert client.get(f"/p/{post.pk}/").status_code == 404


@every_way
def test_the_name_above_a_hidden_post_is_nowhere(client, hide):
    post = BlogPageFactory(byline=AuthorFactory(name=f"Amina of {SECRET}", slug="amina"))
    hide(post)
    for address in ("/news/author/amina/", "/news/author/amina/feed.json"):
        assert f"Amina of {SECRET}" not in client.get(address).content.decode()
    assert "amina" not in client.get("/sitemap-en.xml").content.decode()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/news/", "http://localhost/news/"),
        ("https://bucket.example.org/a.jpg", "https://bucket.example.org/a.jpg"),
        ("", ""),
        (None, ""),
    ],
)
def test_an_absolute_address_begins_with_the_sites_own(url, expected):
    assert absolute(url) == expected


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("/en/", "/"),
        ("/en/news/?page=2", "/news/?page=2"),
        ("/en//evil.example", "/evil.example"),
        ("/en/\\evil.example", "/evil.example"),
        ("/lite/en/news/", "/lite/news/"),
    ],
)
def test_the_default_language_may_be_typed_into_an_address(client, typed, address):
    answer = client.get(typed)
    assert (answer.status_code, answer.headers["Location"]) == (301, address)


TYPED = {"title": "Ours", "body-count": "0", "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}


@pytest.mark.parametrize(
    "slug", ["search", "lite", "offline", "ur", "en", "media", "api", "style-guide", "admin", "_util"]
)
def test_no_page_takes_the_address_of_a_part_of_the_site(admin_client, slug):
    add = f"/admin/pages/add/home/standardpage/{home_page().pk}/"
    said = admin_client.post(add, {**TYPED, "slug": slug}).content.decode()
    assert "This address belongs to a part of the site." in said


@pytest.mark.parametrize("slug", ["about-us", "2017", "我們"])
def test_every_other_word_is_free(admin_client, slug):
    add = f"/admin/pages/add/home/standardpage/{home_page().pk}/"
    assert admin_client.post(add, {**TYPED, "slug": slug}).status_code == 302
    assert StandardPage.objects.filter(slug=slug).exists()


def test_below_another_page_such_a_word_is_free_too(admin_client):
    about = StandardPageFactory(title="About us")
    admin_client.post(f"/admin/pages/add/home/standardpage/{about.pk}/", {**TYPED, "slug": "media"})
    assert StandardPage.objects.filter(slug="media").exists()
