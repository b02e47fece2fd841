"""Requests whose kind of content makes no sense: they are looked at without one."""

from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest


class CarefulRequest(WSGIRequest):
    """A request whose `Content-Type` may hold anything; Django's own fails before anything could answer."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]  # its stubs leave it out
            "".encode(self.encoding or "utf-8")
        except (ValueError, LookupError):  # no such charset, or one that is none, such as rot13
            self.content_type, self.content_params = "", {}
            self.encoding = settings.DEFAULT_CHARSET


class CarefulHandler(WSGIHandler):
    request_class = CarefulRequest
