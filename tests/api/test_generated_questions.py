"""Questions that a machine makes from the schema, right ones and wrong ones: answers as the schema says."""

from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from blog.models import BlogPage
from cms.preview.tokens import token_for
from tests.api.schemas import openapi
from tests.comments.writing import token_of
from tests.factories import (
    AuthorFactory,
    BlogPageFactory,
    CategoryFactory,
    PartnerFactory,
    StandardPageFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.negative_data_rejection,
]
RIGHT, WRONG = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
EXAMPLES = {RIGHT: 8, WRONG: 4}
CALLS = [(path, method.upper()) for path, item in openapi()["paths"].items() for method in item]


@pytest.fixture(scope="module")
def schema() -> Any:
    found = schemathesis.openapi.from_dict(openapi())
    found.app = WSGIHandler()
    return found


@pytest.fixture(scope="module", autouse=True)
def content(shared: None, prepared_cards: None, search_index: None) -> dict[str, dict[str, Any]]:
    """Something of each kind; what leads to it, by the names of resources."""
    category, author = CategoryFactory(slug="housing"), AuthorFactory(slug="amina")
    today = timezone.localdate()
    post = BlogPageFactory(title="Rent", categories=[category], byline=author, date=today, has_comments=True)
    things = {"posts": post, "categories": category, "authors": author}
    things |= {"pages": StandardPageFactory(), "partners": PartnerFactory()}
    token = token_for(post, UserFactory())
    return {
        "preview": {"token": token},
        "comments": {"post": post.pk},
        **{name: {"id": thing.pk} for name, thing in things.items()},
    }


@pytest.fixture(scope="module", autouse=True)
def one_connection() -> Any:
    """A request closes its connection at the end, and with it the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [RIGHT, WRONG], ids=lambda mode: mode.value)
@pytest.mark.parametrize(("path", "method"), CALLS)
def test_whatever_is_asked_the_answer_is_as_the_schema_says(schema, content, path, method, mode):
    known = content.get(path.split("/")[1], {}) if mode == RIGHT else {}
    part = "path_parameters" if "{id}" in path else "query"
    there = {part: known} if known and ("{id}" in path or "id" not in known) else {}
    comment = {"parent": None, **known} if method == "POST" and known else {}
    there = {} if comment else there

    @settings(
        max_examples=EXAMPLES[mode],
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=schema[path][method].as_strategy(generation_mode=mode, **there),
        is_taken=st.booleans(),
    )
    def ask(case: Any, is_taken: bool) -> None:
        if comment and is_taken:
            case.body |= comment | {"token": token_of(BlogPage.objects.get())}
        answer = case.call(headers={"Accept-Encoding": "identity"})
        # What `fields` leaves out is missing: tests/api/test_contract.py looks at that.
        body = [] if "fields" in (case.query or {}) else [checks.response_schema_conformance]
        case.validate_response(answer, checks=[*CHECKS, *body])

    ask()
