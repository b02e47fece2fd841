"""Deletes files whose rows have gone, each for itself: one that fails must not keep the others."""

import logging
from collections.abc import Iterable

from django.core.files.storage import Storage
from django.db import transaction

logger = logging.getLogger(__name__)


def delete_files(storage: Storage, names: Iterable[str | None]) -> list[str]:
    """Deletes files; returns those that could not be deleted, which `delete_strays` tries again."""
    left = []
    for name in filter(None, names):
        try:
            storage.delete(name)
        except Exception:  # whatever a storage raises: somebody must be told
            left.append(name)
            logger.exception("The file %s could not be deleted.", name)
    return left


def delete_on_commit(storage: Storage, *names: str | None) -> list[str]:
    """Deletes files once it is certain that no row names them; what is returned holds those left by then."""
    left: list[str] = []
    # Django's own robust=True fails with a partial: it asks for the name of a function.
    transaction.on_commit(lambda: left.extend(delete_files(storage, names)), robust=True)
    return left
