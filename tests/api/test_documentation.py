"""The page that explains the API: complete, whole without scripts, and where problems lead to."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from blog.blocks import BodyBlock
from cms.api.documentation import Documentation
from cms.api.problems import KINDS
from cms.api.schema.words import type_words, words
from tests.api.schemas import openapi, operations

ADDRESS = "/api/v2/docs/"


@pytest.fixture(scope="module")
def body():
    """What stands in the page, between the head and the foot that all pages have."""
    context = {"documentation": Documentation(openapi()), "openapi_url": "/api/v2/openapi.json"}
    return BeautifulSoup(render_to_string("api/documentation_body.html", context), "html.parser")


def ids(part):
    return {element["id"] for element in part.find_all(id=True)}


def test_every_operation_and_its_parameters_are_explained(body):
    for name, (path, method, operation) in operations().items():
        call = body.find(id=name)
        assert f"{method.upper()} {path}" in call.text
        names = [name.text for name in call.find_all(class_="docs__name")]
        assert names == [parameter["name"] for parameter in operation["parameters"]]


def test_examples_of_what_is_sent_and_answered_are_shown_as_json(body):
    shown = [json.loads(example.text) for example in body.find(id="sendComment").find_all("pre")]
    assert (shown[0]["language"], shown[1]["state"]) == ("en", "waiting")
    parameter = body.find(id="listPosts").find(class_="docs__name", string="category").parent
    assert "Such as housing." in parameter.text


def test_what_is_long_is_folded_away(body):
    found = [fold for fold in body.find_all("details") if fold.find(id="listPosts")]
    assert found
    assert not any(fold.has_attr("open") for fold in body.find_all("details"))
    assert body.find(id="resource-posts").find_parent("details") is None


def test_every_shape_and_every_block_is_explained(body):
    components = openapi()["components"]["schemas"]
    assert {f"shape-{name}" for name in components} <= ids(body)
    keys = [name.text for name in body.find(id="shape-Picture").find_all(class_="docs__name")]
    assert keys == list(components["Picture"]["properties"])
    blocks = [name.text for name in body.find(id="shape-BodyBlock").find_all(class_="docs__name")]
    assert blocks == list(BodyBlock().child_blocks)


def test_no_link_of_the_page_leads_nowhere(body):
    targets = {link["href"].removeprefix("#") for link in body.find_all("a") if link["href"][0] == "#"}
    assert len(targets) > 100
    assert targets <= ids(body)


def test_no_id_stands_twice(body):
    found = [element["id"] for element in body.find_all(id=True)]
    assert len(found) == len(set(found))


def test_a_problem_leads_to_its_explanation(body, client, db):
    problem = client.get("/api/v2/posts/?colour=red").json()
    page, _, anchor = problem["type"].partition("#")
    assert page == f"http://localhost{ADDRESS}"
    assert problem["title"] in body.find(id=anchor).text
    assert {f"problem-{kind}" for kind in KINDS} <= ids(body)


def test_the_page_is_the_sites_own_and_english(client, db):
    page = BeautifulSoup(client.get(ADDRESS).content, "html.parser")
    docs = page.find("main").find(class_="docs")
    assert (docs["lang"], docs["dir"]) == ("en", "ltr")
    assert page.find("h1").text == "The API"
    assert docs.find(id="listPosts")


def test_the_page_needs_no_script_and_no_other_host(client, db):
    page = client.get(ADDRESS)
    assert page.cookies == {}
    assert b"<script" not in page.content.partition(b"<main")[2].partition(b"</main")[0]
    assert b"<style" not in page.content
    sources = re.findall(r'<(?:link|script|img)[^>]+(?:href|src)="(https?://[^"]+)"', page.content.decode())
    assert [source for source in sources if not source.startswith("http://localhost/")] == []


def test_the_page_has_a_lite_form(client, db):
    page = client.get(f"/lite{ADDRESS}")
    assert page.status_code == 200
    assert b'id="listPosts"' in page.content


def test_the_page_can_only_be_read(client, db):
    assert client.post(ADDRESS).status_code == 405


@pytest.mark.parametrize(
    ("schema", "written"),
    [
        ({"type": "integer"}, "number"),
        ({"type": "string", "format": "date"}, "string (date)"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Link"}}, "Link[]"),
        ({"anyOf": [{"$ref": "#/components/schemas/Link"}, {"type": "null"}]}, "Link | null"),
        ({"type": "string", "enum": ["ltr", "rtl"]}, '"ltr" | "rtl"'),
        ({"type": "array", "items": {"enum": ["ltr", "rtl"]}}, '("ltr" | "rtl")[]'),
    ],
)
def test_types_are_written_as_in_typescript(schema, written):
    assert "".join(word.text for word in type_words(schema)) == written


def test_what_stands_between_backticks_is_code():
    assert [(word.text, word.is_code) for word in words("`id` stays")] == [("id", True), (" stays", False)]
