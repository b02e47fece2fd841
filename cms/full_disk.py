"""Whether something failed for want of room: disk, quota and database each say it in their own way."""

import errno
import sqlite3

from django.db import DatabaseError

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
SAID_BY_SQLITE = "database or disk is full"
# "disk I/O error" may as well be a broken disk: where something is written, it is no room.
CODES_OF_SQLITE = frozenset({"SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_SHMSIZE"})
DISK_FULL_OF_POSTGRES = "53100"


def is_full_disk(error: BaseException | None) -> bool:
    """Whether an error, or one that it came from, says that nothing more can be written."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return True
        if getattr(error, "sqlstate", None) == DISK_FULL_OF_POSTGRES:
            return True
        if isinstance(error, DatabaseError | sqlite3.Error) and SAID_BY_SQLITE in str(error):
            return True
        if getattr(error, "sqlite_errorname", "") in CODES_OF_SQLITE:
            return True
        error = error.__cause__ or error.__context__
    return False
