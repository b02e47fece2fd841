import pytest

from tests.search.reading import read


@pytest.fixture(scope="module", autouse=True)
def index(search_index):
    """All tests here search."""


@pytest.fixture
def page(client):
    """Reads the search page for some parameters."""

    def _page(path="/search/", **query):
        return read(client, path, query)

    return _page
