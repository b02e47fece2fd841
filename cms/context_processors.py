"""What the frame gives to every template."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cms.versions import version_of


def version(request: HttpRequest) -> dict[str, Any]:
    """`version`: what cached parts of a page are kept under; read only when one is shown."""
    return {"version": SimpleLazyObject(lambda: version_of(request))}
