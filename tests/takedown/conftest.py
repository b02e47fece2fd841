import pytest

from tests.factories import member


@pytest.fixture
def moderator(client):
    user = member("Moderators")
    client.force_login(user)
    return user
