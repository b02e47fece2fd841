import pytest
from django.utils import timezone

from blog.comments.states import State
from tests.comments.writing import comment
from tests.factories import BlogPageFactory, member


@pytest.fixture
def post(db):
    """A post that takes comments today."""
    return BlogPageFactory(slug="open", has_comments=True, date=timezone.localdate())


@pytest.fixture
def moderator(client):
    user = member("Moderators")
    client.force_login(user)
    return user


@pytest.fixture
def waiting(post):
    return comment(post, state=State.WAITING, name="Amina", language="en")
