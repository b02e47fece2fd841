"""urls/: every public page, for who builds a whole site."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.shapes import assert_golden
from tests.factories import BlogPageFactory, StandardPageFactory, home_page, news, published

pytestmark = pytest.mark.django_db


def test_every_page_is_named_with_its_kind_and_its_translations(ask):
    urdu = published(home_page("ur"))
    answer = ask("urls/")
    assert_golden("address", answer["items"][0])
    assert answer["items"][0]["translations"] == [{"locale": "ur", "path": "/ur/"}]
    assert {item["id"]: item["path"] for item in answer["items"]} == {home_page().pk: "/", urdu.pk: "/ur/"}


def test_a_translation_that_is_a_draft_is_not_named(ask):
    home_page("ur").unpublish()
    assert [item["translations"] for item in ask("urls/")["items"]] == [[]]


def test_addresses_are_found_by_kind_and_language(ask):
    published(home_page("ur"))
    StandardPageFactory(slug="about")
    paths = [item["path"] for item in ask("urls/", type="home.StandardPage")["items"]]
    assert paths == ["/about/"]
    assert [item["path"] for item in ask("urls/", locale="ur")["items"]] == ["/ur/"]


def test_a_page_of_the_list_holds_up_to_a_thousand(ask):
    StandardPageFactory.create_batch(2)
    assert len(ask("urls/", limit=1000)["items"]) == 3
    assert len(ask("urls/", limit=2, offset=2)["items"]) == 1
    ask("urls/", status=400, limit=1001)


def test_each_address_is_that_of_the_page_itself(ask):
    post = BlogPageFactory(parent=news())
    item = ask("urls/", type="blog.BlogPage")["items"][0]
    assert item["path"] == ask(f"posts/{post.pk}/")["meta"]["path"]


@pytest.mark.parametrize("number", [1, 5])
def test_addresses_take_a_fixed_number_of_queries(client, number):
    StandardPageFactory.create_batch(number)
    client.get("/api/v2/urls/")
    caches["answers"].clear()
    with CaptureQueriesContext(connection) as queries:
        client.get("/api/v2/urls/")
    # the content version; count, pages, their translations
    assert len(queries) == 4
