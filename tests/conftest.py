import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.utils import translation
from modelsearch.backends import get_search_backends
from modelsearch.tasks import insert_or_update_object_task

from cms import indexing
from cms.media import cleaning, renditions
from search import vocabulary
from tests import databases
from tests.references import later
from tests.uploads_once import once, pdf_once, picture_once

# What is told of each thing that is saved and searched, but for pages.
SAVED = "modelsearch.signal_handlers.insert_or_update_object_task"
LONGEST = ("test_public_gate.py", "test_sample_content.py")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Two thousand journeys need not be listed where they are left out: it takes seconds in each process."""
    is_left_out = config.option.markexpr == "not browser" and collection_path.name == "browser"
    return True if is_left_out else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest modules go first: begun last, one process would work on while the others wait.

    A journey that fails is walked once more and told with an R: on a loaded machine a browser may be late.
    """
    items.sort(key=lambda item: item.path.name not in LONGEST)
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_collection_finish() -> None:
    """What was imported stays to the end: no search for rubbish needs to look at it, nor come so often."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_report_header() -> str:
    """Says plainly which database the suite runs on, and how to run it on the other."""
    if connection.vendor == "postgresql":
        return "database: PostgreSQL"
    return "database: SQLite; on PostgreSQL: DATABASE_URL=postgres://... make test-postgres"


def pytest_terminal_summary(terminalreporter) -> None:
    """Says how well the search finds, where its quality was measured."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "quality":
                terminalreporter.write_line(f"quality of {value}")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, worker_id) -> Iterator[None]:
    """pytest-django's own fixture would run all migrations in each process."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            connection.settings_dict["NAME"] = str(databases.sqlite_copy(worker_id))
            yield
            connection.close()
        else:
            copy = databases.postgres_copy(worker_id)
            connection.close()
            connection.settings_dict["NAME"] = copy
            yield
            databases.drop_postgres(copy)


@pytest.fixture(scope="module")
def shared(django_db_setup, django_db_blocker) -> Iterator[None]:
    """What a module's own fixtures make with this one is there for its tests, and gone after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def empty_cache():
    """No test sees what another one kept in memory: renditions, menus, site roots, words."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    vocabulary.known.forget()


@pytest.fixture(autouse=True)
def language_of_the_site():
    """No test speaks the language of the last page that another one asked for."""
    translation.deactivate()


class _NoTask:
    """Stands for a task that nobody's test asks for."""

    def enqueue(self, *args: object) -> None:
        """Does nothing."""


@pytest.fixture(autouse=True, scope="session")
def no_index() -> Iterator[None]:
    """A third of the time of what is saved goes into its index: who searches asks for `search_index`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cms.indexing.on_commit", lambda work, **options: indexing._saved.pages.clear())
        patch.setattr(SAVED, _NoTask())
        yield


@pytest.fixture(autouse=True, scope="session")
def references_later(django_db_setup) -> Iterator[None]:
    """The index of references is made when somebody looks at it."""
    with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(later.before):
        patch.setattr("wagtail.signal_handlers.update_reference_index_task", later)
        yield


@pytest.fixture(autouse=True, scope="module")
def references_of_a_module() -> Iterator[None]:
    yield
    later.waiting.clear()


@pytest.fixture(autouse=True)
def references_of_a_test() -> Iterator[None]:
    with later.one_test():
        yield


@pytest.fixture(autouse=True, scope="session")
def pictures_once() -> Iterator[None]:
    """Half of a picture's time goes into its AVIF and WebP files, and much of the rest into its cleaning."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cms.media.renditions._encoded", once(renditions._encoded))
        patch.setattr("cms.media.cleaning.cleaned_picture", picture_once(cleaning.cleaned_picture))
        yield


@pytest.fixture(autouse=True, scope="session")
def pdfs_once() -> Iterator[None]:
    """Each PDF is cleaned by a process of its own, which takes a third of a second to start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cms.media.cleaning.cleaned_pdf", pdf_once(cleaning.cleaned_pdf))
        yield


@pytest.fixture(scope="module")
def search_index() -> Iterator[None]:
    """A module's pages, and what else is searched, are indexed as they are saved.

    A test's transaction never ends: what waits for its end does so without waiting.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cms.indexing.on_commit", lambda work, **options: work())
        patch.setattr("cms.indexing.get_search_backends", get_search_backends)
        patch.setattr(
            "modelsearch.signal_handlers.insert_or_update_object_task", insert_or_update_object_task
        )
        yield
