"""Addresses that hold outside the site: with the site's name in them, and those that never change."""

from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import get_script_prefix, reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.lite import full_form
from cms.visibility import visible

# Of the home pages in the tree of pages; what stands below them begins an address.
HOME_DEPTH = 2


def absolute(url: str | None) -> str:
    """An address with SITE_URL before it; what is absolute already stays. Empty for nothing."""
    return urljoin(f"{settings.SITE_URL}/", url) if url else ""


def permalink_of(page: Page) -> str:
    """The address that leads to a page wherever it moves. Empty before the first save."""
    with full_form():
        return absolute(reverse("permalink", args=[page.pk])) if page.pk else ""


@require_safe
def without_default_language(request: HttpRequest, rest: str) -> HttpResponsePermanentRedirect:
    """Leads from /en/news/ to /news/: the default language has no prefix, but people type one."""
    query = request.META.get("QUERY_STRING", "")
    # Two slashes at the beginning would lead to another host.
    address = get_script_prefix() + rest.lstrip("/\\")
    return HttpResponsePermanentRedirect(iri_to_uri(address) + (f"?{query}" if query else ""))


@require_safe
def permalink(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Sends a reader to a page's present address. Raises Http404 for what not everybody may see.

    302, not 301: browsers keep a 301 for ever, and the page may move again.
    """
    page = visible(Page.objects.filter(pk=pk)).select_related("locale").first()
    url = page.get_url(request) if page else None
    if url is None:
        raise Http404(_("There is no such page."))
    return HttpResponseRedirect(url)
