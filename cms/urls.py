"""The addresses of the whole house. Beside the settings, the one place that may name every app."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from cms.media.views import serve_media
from home.sitemaps import PageSitemap
from search.views import search

urlpatterns = [
    path(settings.ADMIN_PATH.lstrip("/"), include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>.+)$", serve_media, name="serve_media"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PageSitemap}}, name="sitemap"),
    *i18n_patterns(
        path("search/", search, name="search"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
