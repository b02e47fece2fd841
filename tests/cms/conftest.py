import pytest

from blog.models import BlogPage
from tests.cms.hiding import make_secret


@pytest.fixture(scope="module")
def made_secret(shared, search_index) -> BlogPage:
    """The post that is to be hidden, made once."""
    return make_secret()


@pytest.fixture
def secret(made_secret) -> BlogPage:
    """The same for a test that hides it in its own way."""
    return BlogPage.objects.get(pk=made_secret.pk)
