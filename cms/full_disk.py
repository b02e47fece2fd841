"""Whether something failed for want of room: disk, quota and database each say it in their own way."""

import errno

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# SQLite says the first of a full disk, and the second where the disk took only a part of what it wrote.
SAID_BY_SQLITE = ("database or disk is full", "disk I/O error")
DISK_FULL_OF_POSTGRES = "53100"


def is_full_disk(error: BaseException | None) -> bool:
    """Whether an error, or one that it came from, says that nothing more can be written."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return True
        if getattr(error, "sqlstate", None) == DISK_FULL_OF_POSTGRES:
            return True
        if any(words in str(error) for words in SAID_BY_SQLITE):
            return True
        error = error.__cause__ or error.__context__
    return False
