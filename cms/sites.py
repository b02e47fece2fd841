"""Which pages stand on the site that a request is for."""

from typing import TypeVar

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import PageQuerySet, Site

AnyPageQuerySet = TypeVar("AnyPageQuerySet", bound=PageQuerySet)


def are_several() -> bool:
    """Whether there is more than one site. Wagtail keeps what tells it in the cache."""
    return len({path.site_id for path in Site.get_site_root_paths()}) > 1


def home_paths(request: HttpRequest) -> dict[str, str]:
    """Where in the tree the home pages of the request's site stand, by language.

    Wagtail keeps them in the cache; the database is asked only where there are several sites.
    """
    paths = Site.get_site_root_paths()
    if are_several():
        site = Site.find_for_request(request)
        paths = [path for path in paths if site and path.site_id == site.pk]
    return {path.language_code: path.root_path for path in paths}


def origin_of(request: HttpRequest) -> str:
    """What stands before the paths of the request's site: scheme and host, without a slash at the end.

    It depends on the site, not on what the request calls its host: answers are kept for everybody.
    """
    if are_several():
        site = Site.find_for_request(request)
        return str(site.root_url) if site else settings.SITE_URL
    return str(settings.SITE_URL)


def on_site(pages: AnyPageQuerySet, request: HttpRequest) -> AnyPageQuerySet:
    """The pages of a queryset that stand on the request's site, in all its languages."""
    below = Q(pk__in=[])
    for path in home_paths(request).values():
        below |= Q(url_path__startswith=path)
    return pages.filter(below)
