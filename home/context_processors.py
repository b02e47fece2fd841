"""What every page of the site shows around its content."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.navigation import site_of


def site(request: HttpRequest) -> dict[str, Any]:
    """`site`: the name, menus and contact in the reader's language; read only when shown."""
    return {"site": SimpleLazyObject(lambda: site_of(request))}
