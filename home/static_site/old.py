"""Old addresses that lead on: editors' redirects, and the pages of an old site."""

from collections.abc import Iterator
from urllib.parse import quote

from wagtail.contrib.redirects.models import Redirect

from home.static_site.addresses import is_in_copy
from home.wordpress.links.paths import old_paths


def old_addresses(left_out: list[str]) -> Iterator[str]:
    """Those that a page can stand at; an editor's redirect with a question is for a server, and left out."""
    for old in Redirect.objects.order_by("old_path").values_list("old_path", flat=True):
        path = quote(old, safe="/%?=&")
        if is_in_copy(path) and "?" not in path:
            yield path if "." in path.rpartition("/")[2] or path.endswith("/") else f"{path}/"
        else:
            left_out.append(old)
    for old in old_paths():
        if is_in_copy(path := quote(old, safe="/%")):
            yield f"{path.rstrip('/')}/"
