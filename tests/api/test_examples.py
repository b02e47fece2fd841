"""The examples in the OpenAPI document: one for each call, and none that does not fit."""

from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from tests.api.schemas import components, operations
from tests.api_examples import QUESTIONS

HTML = "getPreviewUserbar"


def faults(schema: dict[str, Any], value: object) -> list[str]:
    """What of a value is not as a schema of the document says."""
    document = {"components": {"schemas": components()}, **schema}
    return [error.message[:200] for error in Draft202012Validator(document).iter_errors(value)]


def contents(operation: dict[str, Any]) -> list[dict[str, Any]]:
    """What an operation gives, and what it takes."""
    given = next(answer for status, answer in operation["responses"].items() if status < "300")
    return [
        *given["content"].values(),
        *operation.get("requestBody", {"content": {}})["content"].values(),
    ]


@pytest.mark.parametrize("name", [name for name in operations() if name != HTML])
def test_what_a_call_gives_and_takes_has_an_example_that_fits(name):
    for content in contents(operations()[name][2]):
        assert faults(content["schema"], content["example"]) == []


@pytest.mark.parametrize("name", operations())
def test_every_parameter_has_an_example_that_fits(name):
    found = {
        one["name"]: faults(one["schema"], one["example"]) for one in operations()[name][2]["parameters"]
    }
    assert found == {parameter: [] for parameter in found}


def test_a_key_too_many_or_too_few_is_seen():
    content = contents(operations()["getPost"][2])[0]
    changed = {**content["example"], "colour": "red"}
    assert faults(content["schema"], changed)
    del changed["colour"], changed["title"]
    assert faults(content["schema"], changed)


def test_examples_name_a_site_that_is_nobodys():
    assert set(QUESTIONS) == set(operations())
    assert "localhost" not in str([contents(one[2]) for one in operations().values()])
