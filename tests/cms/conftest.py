import logging

import pytest
from django.db import transaction

from blog.models import BlogPage
from tests.cms.hiding import make_secret

logger = logging.getLogger(__name__)


@pytest.fixture(scope="module")
def made_secret(shared, search_index) -> BlogPage:
    """The post that is to be hidden, made once."""
    return make_secret()


@pytest.fixture
def secret(made_secret) -> BlogPage:
    """The same for a test that hides it in its own way."""
    return BlogPage.objects.get(pk=made_secret.pk)


@pytest.fixture
def folder(settings, tmp_path):
    """Where the uploads of one test lie, and nothing else."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def commits(monkeypatch):
    """What waits for a commit is done at the end of the outermost transaction of the code that is tested."""
    leave = transaction.Atomic.__exit__

    def leave_and_commit(self, *error):
        leave(self, *error)
        connection = transaction.get_connection()
        if all(block._from_testcase for block in connection.atomic_blocks):
            waiting, connection.run_on_commit = connection.run_on_commit, []
            run(waiting)

    monkeypatch.setattr(transaction.Atomic, "__exit__", leave_and_commit)


def run(waiting):
    """As Django does it: whatever is not robust and fails is raised, and the rest is forgotten."""
    for _savepoints, work, is_robust in waiting:
        try:
            work()
        except Exception as error:
            if not is_robust:
                raise
            logger.error("%s failed: %s", work.__qualname__, error)  # as Django asks for it
