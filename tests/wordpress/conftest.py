"""The site that things move into."""

import pytest

from tests.factories import BlogIndexPageFactory, home_page


@pytest.fixture(autouse=True)
def news(request):
    """The news in English; tests without a database read files alone."""
    if request.node.get_closest_marker("django_db"):
        return BlogIndexPageFactory(parent=home_page())
    return None
