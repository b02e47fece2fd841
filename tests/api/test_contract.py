"""What the API answers is what its schema says: every resource, every kind of page, every block."""

import copy
import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from blog.blocks import BodyBlock
from cms.preview.tokens import token_for
from home.models import HomePage
from tests.api.schemas import openapi, problems_of_answer
from tests.api.test_blocks import every_block as filled_in
from tests.comments.writing import WORDS, comment, token_of
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    ImageFactory,
    PartnerFactory,
    StandardPageFactory,
    UserFactory,
    home_page,
    news,
    published,
)
from tests.showcase import every_block as as_previewed

pytestmark = pytest.mark.django_db

LISTS: list[tuple[str, dict[str, str]]] = [
    ("/posts/", {}),
    ("/posts/", {"include": "body,related"}),
    ("/posts/", {"locale": "ur", "fallback": "1"}),
    ("/posts/", {"fields": "_,id,path,title", "include": "related"}),
    ("/pages/", {}),
    ("/pages/", {"fields": "-parent,-slug"}),
    ("/categories/", {}),
    ("/authors/", {}),
    ("/partners/", {}),
    ("/search/", {"q": "guarantor"}),
    ("/search/", {"q": "guarrantor", "fields": "_,title"}),
    ("/search/suggest/", {"q": "guar"}),
    ("/urls/", {}),
]
RESOURCES = ["posts", "pages", "categories", "authors", "partners"]


@pytest.fixture(scope="module", autouse=True)
def content(shared, prepared_cards, search_index):
    """One of each thing, with everything that it can show."""
    image = ImageFactory(focal_point_x=40, focal_point_y=50, focal_point_width=20, focal_point_height=20)
    body = BodyBlock().normalize([*filled_in(), *[("text", {"text": "<ul><li>A</li></ul>", "language": ""})]])
    post = BlogPageFactory(
        title="Guarantors",
        words="No landlord may ask for a guarantor.",
        date=timezone.localdate(),
        has_comments=True,
        byline=AuthorFactory(name="Amina"),
        categories=[CategoryFactory(name="Housing", slug="housing")],
        lead_picture=image,
    )
    BlogPageFactory(title="Every block", categories=post.categories.all(), body=body)
    BlogPageFactory(title="As editors see them", body=as_previewed())
    StandardPageFactory(lead_picture=image, body=body)
    home = home_page()
    home.welcome_heading, home.welcome_picture, home.welcome_page = "Welcome", image, news()
    home.welcome_button, home.sections = "Read on", body
    home.asks = home.ways_to_help = [("point", {"title": "An answer", "text": "", "page": news()})]
    home.save()
    published(home_page("ur"))
    BlogPageFactory(parent=news("ur"), title="ضامن")
    PartnerFactory(logo=image)
    Redirect.add_redirect("/old/", post)
    query = Query.get("guarantor")
    SearchPromotion.objects.create(query=query, page=post, sort_order=0, description="Begin here")
    return SimpleNamespace(post=post)


@pytest.mark.parametrize(("path", "query"), LISTS, ids=lambda part: str(part))
def test_a_list_is_as_the_schema_says(ask, path, query):
    answer = ask(path[1:], **query)
    assert answer["items"]
    assert problems_of_answer(path, answer, **query) == []


@pytest.mark.parametrize("resource", RESOURCES)
def test_every_detail_is_as_the_schema_says(ask, resource):
    ids = [item["id"] for item in ask(f"{resource}/")["items"]]
    found = {pk: problems_of_answer(f"/{resource}/{{id}}/", ask(f"{resource}/{pk}/")) for pk in ids}
    assert found == {pk: [] for pk in found}
    assert found


def test_the_pages_are_of_every_kind_that_the_schema_knows(ask):
    kinds = {item["meta"]["type"] for item in ask("pages/")["items"]}
    schemas = openapi()["components"]["schemas"]
    options = [option["$ref"].rpartition("/")[2] for option in schemas["AnyPage"]["oneOf"]]
    metas = [schemas[name]["properties"]["meta"]["$ref"].rpartition("/")[2] for name in options]
    assert {schemas[name]["properties"]["type"]["const"] for name in metas} == kinds


def test_what_find_leads_to_is_as_the_schema_says(client):
    answer = client.get("/api/v2/pages/find/", {"html_path": "/news/"}, follow=True)
    assert problems_of_answer("/pages/find/", answer.json()) == []


@pytest.mark.parametrize(("path", "query"), [("/site/", {}), ("/redirects/", {"path": "/old/"})])
def test_a_resource_of_one_thing_is_as_the_schema_says(ask, path, query):
    assert problems_of_answer(path, ask(path[1:], **query)) == []


@pytest.mark.parametrize(
    ("fields", "kind", "status"),
    [
        ({}, "application/json", 202),
        ({"text": ""}, "application/json", 400),
        ({"colour": "red"}, "application/json", 400),
        ({"post": 999_999}, "application/json", 404),
        ({"text": "x" * 70_000}, "application/json", 413),
        ({}, "text/plain", 415),
    ],
)
def test_what_a_comment_is_answered_is_as_the_schema_says(client, content, fields, kind, status):
    sent = {"post": content.post.pk, "text": WORDS, "token": token_of(content.post), **fields}
    answer = client.post("/api/v2/comments/", json.dumps(sent), kind)
    assert answer.status_code == status
    assert problems_of_answer("/comments/", answer.json(), status, method="post") == []


@pytest.mark.parametrize("path", ["/comments/", "/comments/token/"])
def test_what_a_comment_needs_is_as_the_schema_says(ask, content, path):
    comment(content.post, name="Amina")
    assert problems_of_answer(path, ask(path[1:], post=content.post.pk)) == []


def test_a_draft_is_as_the_schema_says(ask, content):
    for page in (content.post, home_page(), HomePage(title="New", slug="new", locale=home_page().locale)):
        answer = ask("preview/", token=token_for(page, UserFactory()))
        assert problems_of_answer("/preview/", answer) == []


@pytest.mark.parametrize(
    ("path", "address", "status"),
    [
        ("/posts/", "posts/?colour=red", 400),
        ("/posts/", "posts/?order=red", 400),
        ("/posts/{id}/", "posts/999999/", 404),
        ("/redirects/", "redirects/?path=/nothing/", 404),
        ("/preview/", "preview/?token=x", 400),
    ],
)
def test_a_problem_is_as_the_schema_says(client, path, address, status):
    answer = client.get(f"/api/v2/{address}")
    assert answer.status_code == status
    assert problems_of_answer(path, answer.json(), status) == []


# What is not in the schema is seen -----------------------------------------------------------


def drifted(answer: dict[str, Any], *keys: str | int) -> dict[str, Any]:
    """The answer with one more key at a place."""
    changed = copy.deepcopy(answer)
    place: Any = changed
    for key in keys:
        place = place[key]
    place["one_more"] = 1
    return changed


def test_a_key_that_the_schema_does_not_know_is_seen(ask):
    posts = [ask(f"posts/{item['id']}/") for item in ask("posts/", include="related")["items"]]
    answer = next(post for post in posts if post["related"] and post["body"])
    assert problems_of_answer("/posts/{id}/", answer) == []
    places = [(), ("meta",), ("language",), ("body", 0), ("body", 0, "value"), ("related", 0)]
    unseen = [place for place in places if not problems_of_answer("/posts/{id}/", drifted(answer, *place))]
    assert unseen == []


def test_a_key_that_is_missing_is_seen(ask):
    answer = ask("partners/")
    del answer["items"][0]["kind"]
    assert problems_of_answer("/partners/", answer)
