"""Every refusal of the API is a problem as RFC 9457 describes it, whatever refuses."""

import pytest
from django.test import Client

from cms.api.problems import CONTENT_TYPE
from tests.factories import BlogPageFactory

pytestmark = pytest.mark.django_db
OLD = {"if-match": '"old"'}
REFUSED = [
    ("get", "/api/v2/posts/?colour=red", {}, 400),
    ("get", "/api/v2/posts/", {"host": "elsewhere.example"}, 400),
    ("get", "/api/v2/comments/token/?post=1", {}, 404),
    ("get", "/api/v2/nothing/", {}, 404),
    ("get", "/api/v2/posts/1/more/", {}, 404),
    ("get", "/api/v2/docs/more/", {}, 404),
    ("get", "/api/v1/", {}, 404),
    ("get", "/api/nothing/", {}, 404),
    ("post", "/api/nothing/", {}, 403),
    ("put", "/api/v2/comments/", {}, 405),
    ("post", "/api/v2/comments/token/", {}, 405),
    ("options", "/api/v2/site/", {}, 405),
    ("delete", "/api/v2/openapi.json", {}, 405),
    ("patch", "/api/v2/docs/", {}, 405),
    ("post", "/api/v2/preview/", {}, 405),
    ("get", "/api/v2/posts/", OLD, 412),
    ("get", "/api/v2/search/?q=rent", OLD, 412),
    ("get", "/api/v2/openapi.json", OLD, 412),
    ("get", "/api/v2/posts/", {"if-unmodified-since": "Mon, 01 Jan 2001 00:00:00 GMT"}, 412),
    ("post", "/api/v2/comments/", {"content-type": "text/plain"}, 415),
]


def fits(answer, status: int) -> bool:
    problem = answer.json()
    return (
        (answer.status_code, answer["Content-Type"]) == (status, CONTENT_TYPE)
        and answer["Cache-Control"].startswith("no-store")
        and problem["status"] == status
        and bool(problem["detail"])
    )


@pytest.mark.parametrize(("method", "path", "headers", "status"), REFUSED)
def test_a_refusal_is_a_problem(method, path, headers, status, search_index):
    answer = Client(enforce_csrf_checks=True).generic(method.upper(), path, headers=headers)
    assert fits(answer, status), (answer.status_code, answer.headers, answer.content[:200])


def test_what_is_kept_is_refused_in_the_same_way(client):
    BlogPageFactory()
    assert client.get("/api/v2/posts/").status_code == 200
    assert fits(client.get("/api/v2/posts/", headers=OLD), 412)
    assert client.get("/api/v2/posts/", headers={"if-match": "*"}).status_code == 200


def test_a_fault_of_ours_is_a_problem(monkeypatch):
    monkeypatch.setattr("home.api.site.SiteAPIViewSet.answer", lambda self: 1 / 0)
    assert fits(Client(raise_request_exception=False).get("/api/v2/site/"), 500)
