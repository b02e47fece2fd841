"""Categories and authors: their names are found, also after they changed."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from blog.models import Category
from tests.factories import AuthorFactory, BlogPageFactory, CategoryFactory, locale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


def found(client, words: str) -> bool:
    return "/news/rent/" in client.get("/search/", {"q": words}).content.decode()


@pytest.fixture
def post():
    category = CategoryFactory(name="Housing", slug="housing")
    return BlogPageFactory(slug="rent", categories=[category], byline=AuthorFactory(name="Amina"))


@pytest.mark.parametrize("words", ["Housing", "Amina"])
def test_a_post_is_found_by_category_and_byline(client, post, words):
    assert found(client, words)


def test_a_renamed_category_is_found_under_its_new_name_only(client, post):
    category = post.categories.get()
    category.name = "Shelter"
    category.save()
    assert found(client, "Shelter")
    assert not found(client, "Housing")


def test_a_renamed_author_is_found_under_the_new_name_only(client, post):
    post.byline.name = "Fatima"
    post.byline.save()
    assert found(client, "Fatima")
    assert not found(client, "Amina")


def test_a_category_renamed_in_the_admin_is_found(admin_client, client, post):
    category = post.categories.get()
    address = reverse("blog_category_modeladmin_edit", args=[category.pk])
    admin_client.post(address, {"name": "Shelter", "slug": "housing", "description": ""})
    assert found(client, "Shelter")


def test_a_slug_is_used_once_in_each_language():
    CategoryFactory(slug="housing")
    CategoryFactory(slug="housing", locale=locale("ur"))
    with pytest.raises(IntegrityError):
        CategoryFactory(slug="housing")


def test_the_admin_says_so_when_a_slug_is_taken(admin_client):
    CategoryFactory(slug="housing")
    data = {"name": "Housing again", "slug": "housing", "description": "", "locale": locale().pk}
    answer = admin_client.post(reverse("blog_category_modeladmin_create"), data)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert Category.objects.count() == 1


def test_a_category_can_have_a_slug_in_its_own_script(client, admin_client):
    data = {"name": "房屋", "slug": "房屋", "description": ""}
    admin_client.post(reverse("blog_category_modeladmin_create"), data)
    BlogPageFactory(title="Rent", categories=[Category.objects.get()])
    answer = client.get("/news/category/房屋/")
    assert answer.status_code == 200
    assert "Rent" in answer.content.decode()


def test_the_description_stands_at_the_head_of_the_category(client, post):
    Category.objects.update(description="A roof for everybody.")
    assert "A roof for everybody." in client.get("/news/category/housing/").content.decode()


def test_the_post_leads_to_its_categories(client, post):
    assert 'href="/news/category/housing/"' in client.get("/news/rent/").content.decode()
