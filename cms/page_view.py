"""Pages are served by Wagtail's view, which finds the site in the cache."""

from django.http import HttpRequest, HttpResponse
from wagtail.views import serve

from cms.sites import site_for


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """A page, or what it leads to. Raises Http404."""
    site_for(request)
    response: HttpResponse = serve(request, path)
    return response
