"""A disk that takes no large file, as one that is nearly full."""

import resource
from contextlib import contextmanager


@contextmanager
def at_most(size):
    """Inside, no file grows beyond so many bytes: who writes on is told so, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
