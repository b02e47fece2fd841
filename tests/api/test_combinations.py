"""Whatever combination of questions somebody puts, the answer is JSON and never a fault of ours."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.urls import api
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    PartnerFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db

ODD = ["", " ", "0", "-1", "١", "9" * 30, "\x00", "\U0001f600"]
WORDS = ["/", "/old/?a", "//[", "root", "housing", "amina", "1", "2021", "2021-02-30", "_,id", "-title", "ur"]
RIGHT = {"category": "housing", "author": "amina", "fields": "_,id", "path": "/old/", "child_of": "root"}
LISTINGS = {name: endpoint for name, endpoint in api._endpoints.items() if name != "preview"}
DETAILS = {name: endpoint for name, endpoint in LISTINGS.items() if endpoint.has_details}


def values(name: str, parameter: Any) -> Any:
    """Values that a parameter takes; now and then such as nobody should send."""
    schema = parameter.schema
    right: Any = st.just(RIGHT[name]) if name in RIGHT else st.sampled_from(WORDS)
    if "enum" in schema:
        right = st.sampled_from(schema["enum"])
    elif schema.get("type") == "integer":
        right = st.integers(schema["minimum"], schema["maximum"]).map(str)
    elif schema.get("format") == "date":
        right = st.dates().map(str)
    wrong = st.one_of(st.sampled_from(WORDS), st.sampled_from(ODD), st.text(max_size=8))
    return st.integers(0, 7).flatmap(lambda number: right if number else wrong)


@st.composite
def questions(draw: Any) -> tuple[str, dict[str, str]]:
    """A path of the API, and some parameters that it knows."""
    name = draw(st.sampled_from([*sorted(LISTINGS), *["posts"] * 6, *["pages"] * 3]))
    action, path = "listing_view", f"{name}/"
    if name in DETAILS and draw(st.integers(0, 3)) == 0:
        action, path = "detail_view", f"{name}/{draw(st.integers(0, 2**70))}/"
    known = LISTINGS[name].parameters_of(action)
    chosen = draw(st.lists(st.sampled_from(sorted(known)), max_size=5, unique=True))
    return path, {name: draw(values(name, known[name])) for name in chosen}


@pytest.fixture(scope="module", autouse=True)
def some_content(shared: None) -> None:
    BlogPageFactory(categories=[CategoryFactory(slug="housing")], byline=AuthorFactory(slug="amina"))
    StandardPageFactory()
    PartnerFactory()


@settings(
    max_examples=250,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(question=questions())
def test_no_combination_of_parameters_is_a_fault_of_ours(client: Client, question: Any) -> None:
    path, query = question
    client.raise_request_exception = True
    answer = client.get(f"/api/v2/{path}", query)
    assert answer.status_code in (200, 400, 404), (path, query)
    assert answer.json()
