"""A renamed category is still found where it was; an author is not."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests.factories import AuthorFactory, BlogPageFactory, CategoryFactory, home_page, news

pytestmark = pytest.mark.django_db


@pytest.fixture
def housing():
    category = CategoryFactory(name="Housing", slug="housing")
    BlogPageFactory(categories=[category], byline=AuthorFactory(name="Amina", slug="amina"))
    return category


def renamed(thing: object, slug: str) -> None:
    thing.slug = slug
    thing.save()


def led(client, address: str) -> str:
    """Where an address leads at last."""
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return answer.redirect_chain[-1][0]


@pytest.mark.parametrize("rest", ["", "feed.atom", "feed.json"])
def test_the_old_address_of_a_category_leads_to_the_new_one(client, housing, rest):
    renamed(housing, "homes")
    assert led(client, f"/news/category/housing/{rest}") == f"/news/category/homes/{rest}"


def test_no_address_tells_which_name_a_pseudonym_took_the_place_of(client, housing):
    renamed(BlogPageFactory._meta.model.objects.get().byline, "a-friend")
    assert client.get("/news/author/amina/").status_code == 404
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("rest", ["", "feed.atom"])
def test_who_is_renamed_twice_is_found_in_one_step(client, housing, rest):
    renamed(housing, "homes")
    renamed(housing, "rooms")
    assert led(client, f"/news/category/housing/{rest}") == f"/news/category/rooms/{rest}"
    assert led(client, f"/news/category/homes/{rest}") == f"/news/category/rooms/{rest}"
    assert len(client.get(f"/news/category/housing/{rest}", follow=True).redirect_chain) == 1


def test_who_takes_the_old_name_back_is_found_there(client, housing):
    renamed(housing, "homes")
    renamed(housing, "housing")
    assert client.get("/news/category/housing/").status_code == 200
    assert led(client, "/news/category/homes/") == "/news/category/housing/"
    assert not Redirect.objects.filter(old_path__startswith="/news/category/housing").exists()


def test_another_language_keeps_its_addresses(client, housing):
    urdu = CategoryFactory(name="رہائش", slug="housing", locale=home_page("ur").locale)
    BlogPageFactory(parent=news("ur"), categories=[urdu])
    renamed(housing, "homes")
    assert client.get("/ur/news/category/housing/").status_code == 200


def test_the_api_knows_where_it_went(client, housing):
    renamed(housing, "homes")
    answer = client.get("/api/v2/redirects/", {"path": "/news/category/housing/"})
    assert "/news/category/homes/" in answer.content.decode()


def test_a_new_name_with_the_old_slug_changes_no_address(housing):
    housing.name = "Homes and rooms"
    housing.save()
    assert not Redirect.objects.exists()
