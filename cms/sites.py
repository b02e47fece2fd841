"""Which pages stand on the site that a request is for."""

from collections.abc import Iterable
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import PageQuerySet, Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION, SiteRootPath

from cms.versions import once, version_of

SECONDS = 60 * 60
# The home pages of each site, in the order of Site.get_site_root_paths().
HOMES = """
SELECT site.id, site.hostname, site.port, home.url_path, locale.language_code
FROM wagtailcore_site site
JOIN wagtailcore_page root ON root.id = site.root_page_id
JOIN wagtailcore_page home ON home.translation_key = root.translation_key
JOIN wagtailcore_locale locale ON locale.id = home.locale_id
ORDER BY root.url_path DESC, site.is_default_site DESC, site.hostname, home.path
"""

AnyPageQuerySet = TypeVar("AnyPageQuerySet", bound=PageQuerySet)


def root_paths(request: HttpRequest | None = None) -> list[SiteRootPath]:
    """Where the home pages stand, as Wagtail keeps it in the cache; looked up once for a request."""
    if request is not None:
        found: list[SiteRootPath] = once(request, "_root_paths", root_paths)
        return found
    kept = cache.get(SITE_ROOT_PATHS_CACHE_KEY, version=SITE_ROOT_PATHS_CACHE_VERSION)
    if kept is None:
        kept = _read_root_paths()
        cache.set(SITE_ROOT_PATHS_CACHE_KEY, kept, SECONDS, version=SITE_ROOT_PATHS_CACHE_VERSION)
    return [SiteRootPath(*path) for path in kept]


def _read_root_paths() -> list[tuple[int, str, str, str]]:
    """In one query instead of several."""
    with connection.cursor() as cursor:
        cursor.execute(HOMES)
        return [
            (pk, home_path, Site(hostname=hostname, port=port).root_url, code)
            for pk, hostname, port, home_path, code in cursor.fetchall()
        ]


def are_several(request: HttpRequest | None = None) -> bool:
    """Whether there is more than one site. What tells it stands in the cache."""
    return len({path.site_id for path in root_paths(request)}) > 1


def site_for(request: HttpRequest) -> Site | None:
    """The site of a request, which Wagtail then knows too.

    Where there is only one the cache holds it: Wagtail's query is a tenth of the work of a page.
    """
    if hasattr(request, "_wagtail_site") or are_several(request):
        return Site.find_for_request(request)
    key = f"only_site.{version_of(request)}"
    site: Site | None = cache.get(key)
    if site is None:
        site = Site.find_for_request(request)
        if site and site.is_default_site:  # another one answers to its own name alone
            cache.set(key, site, SECONDS)
    request.__dict__["_wagtail_site"] = site
    return site


def home_paths(request: HttpRequest) -> dict[str, str]:
    """Where in the tree the home pages of the request's site stand, by language.

    They stand in the cache; the database is asked only where there are several sites.
    """
    paths = root_paths(request)
    if are_several(request):
        site = Site.find_for_request(request)
        paths = [path for path in paths if site and path.site_id == site.pk]
    return {path.language_code: path.root_path for path in paths}


def origin_of(request: HttpRequest) -> str:
    """What stands before the paths of the request's site: scheme and host, without a slash at the end.

    It depends on the site, not on what the request calls its host: answers are kept for everybody.
    """
    if are_several(request):
        site = Site.find_for_request(request)
        return str(site.root_url) if site else settings.SITE_URL
    return str(settings.SITE_URL)


def on_site(pages: AnyPageQuerySet, request: HttpRequest) -> AnyPageQuerySet:
    """The pages of a queryset that stand on the request's site, in all its languages."""
    return below(pages, home_paths(request).values())


def below(pages: AnyPageQuerySet, homes: Iterable[str]) -> AnyPageQuerySet:
    """The pages of a queryset that stand below one of some home pages, and these."""
    some = Q(pk__in=[])
    for path in homes:
        some |= Q(url_path__startswith=path)
    return pages.filter(some)
