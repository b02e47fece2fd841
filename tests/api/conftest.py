"""What the tests of the API share."""

import pytest

from tests.factories import AuthorFactory, BlogPageFactory, CategoryFactory, ImageFactory

API = "/api/v2/"


@pytest.fixture
def ask(client):
    """Asks the API for a path and gives the answer's JSON: ask("posts/", category="housing")."""

    def _ask(path: str, status: int = 200, **query: object) -> dict:
        answer = client.get(path if path.startswith("http") else API + path, query)
        assert answer.status_code == status, answer.content.decode()
        assert answer.headers["Content-Type"] == "application/json"
        return answer.json()

    return _ask


@pytest.fixture
def titles(ask):
    """The titles that a list holds: titles("posts/", year=2017)."""
    return lambda path, **query: [item["title"] for item in ask(path, **query)["items"]]


@pytest.fixture
def full_post():
    """A post that has everything a card can show."""
    return BlogPageFactory(
        lead_picture=ImageFactory(
            focal_point_x=40, focal_point_y=50, focal_point_width=20, focal_point_height=20
        ),
        byline=AuthorFactory(),
        categories=[CategoryFactory(name="Housing, rent", slug="housing")],
    )
