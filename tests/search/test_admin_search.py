"""The search boxes of the admin: what they find, and what no input can break."""

import pytest
from django.urls import reverse

from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    DocumentFactory,
    ImageFactory,
    PartnerFactory,
)

pytestmark = pytest.mark.django_db


def admin_searches() -> list[str]:
    return [
        reverse("wagtailadmin_pages:search"),
        reverse("wagtailimages:index"),
        reverse("wagtailimages_chooser:choose_results"),
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs_chooser:choose_results"),
        reverse("blog_blogpage_modeladmin_index"),
        reverse("blog_category_modeladmin_index"),
        reverse("blog_author_modeladmin_index"),
        reverse("wagtailsnippets_blog_partner:list"),
        reverse("wagtailsnippets_blog_reusabletext:list"),
        reverse("wagtailadmin_choose_page_search"),
        reverse("wagtailusers_users:index"),
    ]


QUERIES = ['"', '""', "\x00", " ", 'a "b', "*", "NEAR(", "x" * 3000]


def test_no_input_breaks_the_searches_of_the_admin(admin_client):
    BlogPageFactory(categories=[CategoryFactory()], byline=AuthorFactory())
    ImageFactory()
    DocumentFactory()
    PartnerFactory()
    asked = [(url, query) for url in admin_searches() for query in QUERIES]
    answers = {(url, query[:8]): admin_client.get(url, {"q": query}).status_code for url, query in asked}
    assert {question: status for question, status in answers.items() if status != 200} == {}


@pytest.mark.parametrize(("query", "is_found"), [("guarant", True), ("Amina", True), ("language", False)])
def test_the_admins_list_of_posts_finds_what_people_wrote(admin_client, query, is_found):
    BlogPageFactory(title="Rent and guarantors", byline=AuthorFactory(name="Amina"))
    page = admin_client.get(reverse("blog_blogpage_modeladmin_index"), {"q": query}).content.decode()
    assert ("Rent and guarantors" in page) is is_found
