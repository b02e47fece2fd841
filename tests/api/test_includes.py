"""include= in a list of posts: bodies and related posts without a call for each."""

import datetime

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.blocks import BodyBlock
from tests.api.test_blocks import every_block
from tests.api.test_visibility import SECRET, draft, expired, private
from tests.factories import BlogPageFactory, CategoryFactory, home_page, news, published

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["body", "related"])
def test_an_item_has_what_its_detail_has(ask, name):
    housing, health = CategoryFactory(), CategoryFactory()
    body = BodyBlock().normalize(every_block())
    BlogPageFactory(categories=[housing, health], body=body)
    chosen = BlogPageFactory(categories=[housing])
    BlogPageFactory.create_batch(3, categories=[health])
    BlogPageFactory(categories=[])
    chosen.related_posts.create(post=BlogPageFactory(), sort_order=0)
    chosen.save()
    items = ask("posts/", include=name)["items"]
    assert len(items) == 7
    for item in items:
        assert item[name] == ask(f"posts/{item['id']}/")[name]


def test_a_body_speaks_the_language_of_its_post(ask):
    published(home_page("ur"))
    BlogPageFactory(parent=news("ur"), body=BodyBlock().normalize(every_block()))
    BlogPageFactory(body=BodyBlock().normalize(every_block()))
    for item in ask("posts/", include="body")["items"]:
        assert item["body"] == ask(f"posts/{item['id']}/")["body"]


def test_nothing_is_included_that_nobody_asks_for(ask):
    BlogPageFactory()
    plain = ask("posts/")["items"][0]
    assert set(ask("posts/", include="body,related")["items"][0]) - set(plain) == {"body", "related"}


def test_includes_and_fields_go_together(ask):
    BlogPageFactory()
    assert list(ask("posts/", include="body", fields="_,title")["items"][0]) == ["title", "body"]


def test_an_item_with_its_body_is_heavy_so_there_are_at_most_twenty(ask):
    assert ask("posts/", status=400, include="body", limit=21)["parameter"] == "limit"


@pytest.mark.parametrize("resource", ["pages", "categories", "authors", "partners", "urls", "site"])
def test_other_resources_include_nothing_and_say_what_they_take(ask, resource):
    problem = ask(f"{resource}/", status=400, include="body")
    assert problem["parameter"] == "include"
    assert "fields" in problem["allowed"]


def test_a_hidden_post_is_not_among_the_related(ask):
    housing = CategoryFactory()
    post = BlogPageFactory(categories=[housing], date=datetime.date(2022, 1, 1))
    for make in (draft, expired, private):
        hidden = make(categories=[housing])
        post.related_posts.create(post=hidden, sort_order=0)
    BlogPageFactory(categories=[housing])
    post.save()
    answer = ask("posts/", include="related")
    assert SECRET not in str(answer)
    assert [item["related"] == [] for item in answer["items"]] == [True, False]


@pytest.mark.parametrize("number", [2, 6])
def test_includes_take_a_fixed_number_of_queries(client, number):
    housing = CategoryFactory()
    BlogPageFactory.create_batch(number, categories=[housing], body=BodyBlock().normalize(every_block()))
    path = "/api/v2/posts/?include=body,related"
    client.get(path)
    caches["answers"].clear()
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    assert len(queries) == 13
