"""A disk that takes no large file, as one that is nearly full."""

import resource
import sys
from contextlib import contextmanager


@contextmanager
def at_most(size):
    """Inside, no file grows beyond so many bytes: who writes on is told so, as on a full disk.

    Python keeps no bytecode meanwhile: it would be cut off, and the module could never be imported again.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    keeps_none, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        sys.dont_write_bytecode = keeps_none
