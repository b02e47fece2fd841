import pytest
from django.db import connection

from cms.webhooks.models import Webhook
from tests.webhooks.receiving import receiver


@pytest.fixture(scope="session")
def _running():
    with receiver() as there:
        yield there


@pytest.fixture
def there(_running, settings):
    """A receiver on this machine, which is allowed here; it has heard of nothing yet."""
    settings.WEBHOOKS_TO_PRIVATE = True
    _running.begin()
    return _running


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Does at the end of its block what waits for the end of a transaction, and only what began in it."""

    def block():
        connection.run_on_commit.clear()
        return django_capture_on_commit_callbacks(execute=True)

    return block


@pytest.fixture
def webhook(db, there):
    return Webhook.objects.create(name="Frontend", url=there.url)
