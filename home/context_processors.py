"""What every page of the site shows around its content."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models import Site

from cms.versions import version_of
from home.navigation import site_data


def site(request: HttpRequest) -> dict[str, Any]:
    """`site`: the name, menus and contact in the reader's language; read only when shown."""

    def read() -> dict[str, Any]:
        return site_data(Site.find_for_request(request), get_language() or "en", version_of(request))

    return {"site": SimpleLazyObject(read)}
