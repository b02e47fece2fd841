"""The OpenAPI document: what it is made of, and how it is answered."""

import json
import re

import pytest
from django.core.management import call_command
from jsonschema_rs import Draft202012Validator, meta
from schemathesis.specs.openapi.definitions import OPENAPI_31
from typing_extensions import TypedDict

from cms.api.parameters import HIGHEST_ID
from cms.api.schema.document import document
from cms.api.schema.shapes import parts_of
from cms.api.selection import keys_of
from cms.api.single import SingleAPIViewSet
from cms.api.viewsets import ReadAPIViewSet
from cms.urls import api
from tests.api.schemas import openapi, operations
from tests.api.test_combinations import LISTINGS

ADDRESS = "/api/v2/openapi.json"


def parameters_of(path: str) -> dict:
    return {parameter["name"]: parameter for parameter in openapi()["paths"][path]["get"]["parameters"]}


def components() -> dict:
    return openapi()["components"]["schemas"]


# The document -------------------------------------------------------------------------------


def test_the_document_is_valid_openapi_3_1():
    errors = Draft202012Validator(OPENAPI_31).iter_errors(openapi())
    assert [f"{error.instance_path}: {error.message[:200]}" for error in errors] == []


def test_every_component_is_a_schema():
    for schema in components().values():
        meta.validate(schema)


def test_no_reference_leads_nowhere():
    found = set(re.findall(r'"#/(components/\w+/\w+)"', json.dumps(openapi())))
    there = {f"components/{kind}/{name}" for kind, named in openapi()["components"].items() for name in named}
    assert found
    assert found <= there


def test_every_resource_is_in_it_with_every_parameter():
    for name, viewset in LISTINGS.items():
        described = parameters_of(f"/{name}/")
        assert list(described) == list(viewset.parameters_of("listing_view"))


def test_operations_have_names_of_their_own():
    names = [one["operationId"] for item in openapi()["paths"].values() for one in item.values()]
    assert len(set(names)) == len(names)
    assert {"listPosts", "getPost", "findPage", "search", "suggest", "getSite", "listUrls"} <= set(names)
    assert all(re.fullmatch(r"[a-z][A-Za-z]+", name) for name in names)


def test_a_parameter_that_takes_several_values_is_a_list_that_may_be_repeated():
    category = parameters_of("/posts/")["category"]
    assert (category["schema"]["type"], category["style"], category["explode"]) == ("array", "form", True)
    assert parameters_of("/posts/")["limit"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 100}
    assert parameters_of("/search/")["q"]["required"]


@pytest.mark.parametrize(
    ("value", "fits"),
    [("_,id,title", True), ("-excerpt", True), ("*", True), ("body", False), ("id,_", False), ("", False)],
)
def test_fields_names_what_it_takes(value, fits):
    assert bool(re.search(parameters_of("/posts/")["fields"]["schema"]["pattern"], value)) == fits


def test_an_id_is_a_number_as_the_api_reads_it():
    assert parameters_of("/posts/{id}/")["id"]["schema"]["maximum"] == HIGHEST_ID


def test_what_include_adds_may_be_missing_from_the_items_of_a_list():
    item = components()["PostItem"]
    assert set(item["properties"]) - set(item["required"]) == {"body", "related"}
    assert item["properties"]["body"] == components()["PostDetail"]["properties"]["body"]


def test_a_body_is_a_list_of_blocks_that_their_type_tells_apart():
    body = components()["StandardPageDetail"]["properties"]["body"]
    assert body["items"]["$ref"].endswith("/BodyBlock")
    assert components()["HomeDetail"]["properties"]["asks"]["items"]["$ref"].endswith("/PointsBlock")
    assert components()["BodyBlock"]["discriminator"]["propertyName"] == "type"


def test_each_kind_of_page_names_itself():
    meta = components()["BlogPageMeta"]["properties"]["type"]
    assert meta["const"] == "blog.BlogPage"


def test_what_takes_json_says_which_and_how_that_may_fail():
    _path, method, sending = operations()["sendComment"]
    assert method == "post"
    body = sending["requestBody"]["content"]["application/json"]["schema"]
    assert components()[body["$ref"].rpartition("/")[2]]["required"] == ["post", "text", "token"]
    assert {"202", "400", "404", "409", "413", "415", "429"} < set(sending["responses"])
    assert "200" not in sending["responses"]


def test_keys_come_as_answers_begin():
    assert list(components()["PostDetail"]["properties"])[:3] == ["id", "meta", "title"]


@pytest.mark.parametrize("name", ["listPosts", "search", "getPreview", "findPage", "sendComment"])
def test_every_problem_has_one_form(name):
    for status, answer in operations()[name][2]["responses"].items():
        if status == "default" or status >= "400":
            assert list(answer["content"]) == ["application/problem+json"]


# What a resource must do to be in it --------------------------------------------------------


class Tree(TypedDict):
    """A tree."""

    id: int
    height: float


class Trees(ReadAPIViewSet):
    """The trees of the park."""

    model = None
    card = detail_shape = Tree


class Park(SingleAPIViewSet):
    """The park."""

    model = None
    detail_shape = Tree


def test_a_new_resource_is_taken_up_by_what_its_class_says():
    made = document({**api.resources, "trees": Trees, "park": Park}, "https://union.example.org")
    listed, one, park = (made["paths"][path]["get"] for path in ("/trees/", "/trees/{id}/", "/park/"))
    assert [listed["operationId"], one["operationId"], park["operationId"]] == [
        "listTrees",
        "getTree",
        "getPark",
    ]
    assert listed["summary"] == "The trees of the park"
    assert set(made["components"]["schemas"]["Tree"]["properties"]) == {"id", "height"}
    assert "404" in one["responses"]


def test_what_a_key_is_annotated_with_does_not_change_what_fields_takes():
    shape = api.resources["posts"].detail_shape
    assert set(keys_of(shape)) >= set(parts_of(shape)) - {"meta"}


def test_who_changes_a_document_changes_no_other_one():
    before = openapi()["paths"]
    changed = document(api.resources, "http://localhost")["paths"]
    for item in changed.values():
        for operation in item.values():
            for parameter in operation["parameters"]:
                parameter["schema"].get("enum", []).clear()
                parameter["schema"].clear()
    assert document(api.resources, "http://localhost")["paths"] == before


# Its address --------------------------------------------------------------------------------


@pytest.fixture
def answer(client, db):
    return client.get(ADDRESS)


def test_the_document_stands_in_the_api(answer):
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == openapi()
    assert answer.json()["servers"] == [{"url": "http://localhost/api/v2"}]


def test_who_has_it_already_hears_304(client, answer):
    again = client.get(ADDRESS, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == answer.headers["Cache-Control"]
    assert "s-maxage" in answer.headers["Cache-Control"]
    again = client.get(ADDRESS, headers={"If-Modified-Since": answer.headers["Last-Modified"]})
    assert again.status_code == 304


def test_caches_know_what_it_is(answer):
    assert answer.headers["Surrogate-Key"] == "api openapi"


def test_it_is_made_once(client, answer, monkeypatch):
    monkeypatch.setattr("cms.api.schema.views.document", lambda *some: pytest.fail("made anew"))
    assert client.get(ADDRESS).content == answer.content


def test_it_can_only_be_read(client, db):
    assert client.post(ADDRESS).status_code == 405


def test_the_api_names_it(client, answer):
    assert client.get("/api/v2/").json()["openapi"] == f"http://localhost{ADDRESS}"


def test_who_has_no_site_can_have_it_written(tmp_path):
    file = tmp_path / "openapi.json"
    call_command("openapi", str(file))
    assert json.loads(file.read_text()) == openapi()
