"""What the log says of a request: how it was answered and by which view, not where it went."""

import logging
from copy import copy


class QuietFormatter(logging.Formatter):
    """A traceback stays; the address that somebody asked for, and what Django says of it, do not."""

    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if request is not None:
            view = getattr(getattr(request, "resolver_match", None), "view_name", "") or "none"
            record = copy(record)
            record.msg, record.args = "%s: %s, view: %s", (record.name, _status(record), view)
        return super().format(record)


def _status(record: logging.LogRecord) -> str:
    return f"answered {getattr(record, 'status_code', 500)}"
