"""The site that things move into."""

import pytest
from django.core.management import call_command
from django.test import Client

from home.wordpress.admin import starting
from tests.factories import BlogIndexPageFactory, UserFactory, home_page


@pytest.fixture(autouse=True)
def news(request):
    """The news in English; tests without a database read files alone."""
    if request.node.get_closest_marker("django_db"):
        return BlogIndexPageFactory(parent=home_page())
    return None


@pytest.fixture
def place(settings, tmp_path):
    """A data folder of its own."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def processes(monkeypatch):
    """What would run in a process of its own runs here, by the same words, unless it is to be begun never."""

    class Process:
        are_begun = True

        def __init__(self, words, **options):
            if self.are_begun:
                call_command(*words[3:])

        def wait(self):
            return 0

    monkeypatch.setattr(starting.subprocess, "Popen", Process)
    return Process


@pytest.fixture
def admin(place, processes):
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client
