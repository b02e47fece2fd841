import gc
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection

from tests import databases


def pytest_configure() -> None:
    """Rubbish is looked for a tenth as often as else: tests are short, and it saves a tenth of their time."""
    gc.set_threshold(200_000, 20, 100)


def pytest_report_header() -> str:
    """Says plainly which database the suite runs on, and how to run it on the other."""
    if connection.vendor == "postgresql":
        return "database: PostgreSQL"
    return "database: SQLite; on PostgreSQL: DATABASE_URL=postgres://... make test-postgres"


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


@pytest.fixture(autouse=True)
def empty_cache():
    """No test sees what another one cached: renditions, menus, site roots."""
    cache.clear()
