"""The addresses of the whole house. Beside the settings, the one place that may name every app."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from blog.api import CategoriesAPIViewSet, PartnersAPIViewSet, PostsAPIViewSet
from cms.api.pages import PagesAPIViewSet
from cms.api.router import Router
from cms.media.views import serve_media
from home.sitemaps import PageSitemap
from search.api import SearchAPIViewSet
from search.views import search

# A page's detail address is under the first resource that fits its kind.
api = Router(
    "api",
    {
        "posts": PostsAPIViewSet,
        "pages": PagesAPIViewSet,
        "categories": CategoriesAPIViewSet,
        "partners": PartnersAPIViewSet,
        "search": SearchAPIViewSet,
    },
)

urlpatterns = [
    path(settings.ADMIN_PATH.lstrip("/"), include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>.+)$", serve_media, name="serve_media"),
    path("api/v2/", api.urls),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PageSitemap}}, name="sitemap"),
    *i18n_patterns(
        path("search/", search, name="search"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
