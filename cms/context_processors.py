"""What the frame gives to every template."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cms.lite import is_lite
from cms.versions import version_of


def version(request: HttpRequest) -> dict[str, Any]:
    """`version`: what cached parts of a page are kept under; read only when one is shown."""
    return {"version": SimpleLazyObject(lambda: version_of(request))}


def frame(request: HttpRequest) -> dict[str, str]:
    """`frame`: the template that every page extends, that of the full or of the lite form."""
    return {"frame": "lite/base.html" if is_lite() else "base.html"}
