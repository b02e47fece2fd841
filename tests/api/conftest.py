"""What the tests of the API share."""

from collections.abc import Iterator

import pytest

from tests.factories import AuthorFactory, BlogPageFactory, CategoryFactory, ImageFactory

API = "/api/v2/"


@pytest.fixture(autouse=True, scope="module")
def prepared_cards() -> Iterator[None]:
    """Lists of posts hold what was prepared at the end of a transaction, which here never comes."""

    def at_once(work, **options):
        work()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cms.indexing.on_commit", at_once)
        patch.setattr("blog.signals.on_commit", at_once)
        patch.setattr("cms.indexing.get_search_backends", lambda **options: [])
        yield


@pytest.fixture
def ask(client):
    """Asks the API for a path and gives the answer's JSON: ask("posts/", category="housing")."""

    def _ask(path: str, /, status: int = 200, **query: object) -> dict:
        answer = client.get(path if path.startswith("http") else API + path, query)
        assert answer.status_code == status, answer.content.decode()
        kind = "json" if status < 400 else "problem+json"
        assert answer.headers["Content-Type"] == f"application/{kind}"
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
