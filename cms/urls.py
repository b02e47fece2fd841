"""The addresses of the whole house. Beside the settings, the one place that may name every app."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail import views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.views import serve

from blog.api.posts import PostsAPIViewSet
from blog.api.snippets import AuthorsAPIViewSet, CategoriesAPIViewSet, PartnersAPIViewSet
from blog.api.years import YearsAPIViewSet
from blog.blocks import BodyBlock
from blog.comments.api import CommentsAPIViewSet
from blog.feeds.views import feed
from blog.forms import ArchiveForm
from blog.models import BlogPage
from cms.accounts.views import MemberLoginView, with_brake
from cms.addresses import permalink, without_default_language
from cms.api.pages import PagesAPIViewSet
from cms.api.preview import PreviewAPIViewSet
from cms.api.router import Router
from cms.document_texts import document_text
from cms.media.consent.views import approval
from cms.media.downloads import serve_document
from cms.media.views import serve_media
from cms.offline import offline, pages, worker
from cms.page_view import serve_page
from cms.style_guide.views import style_guide
from home.api import pages as home_pages  # noqa: F401  # tells the API of its pages
from home.api.redirects import RedirectsAPIViewSet
from home.api.site import SiteAPIViewSet
from home.api.urls import UrlsAPIViewSet
from home.discovery import icon, manifest, robots
from home.navigation import site_of
from home.sitemaps import sitemap, sitemap_index
from search.api import SearchAPIViewSet
from search.views import search

# A page's detail address is under the first resource that fits its kind.
api = Router(
    "api",
    {
        "posts": PostsAPIViewSet,
        "pages": PagesAPIViewSet,
        "categories": CategoriesAPIViewSet,
        "authors": AuthorsAPIViewSet,
        "partners": PartnersAPIViewSet,
        "years": YearsAPIViewSet,
        "comments": CommentsAPIViewSet,
        "search": SearchAPIViewSet,
        "site": SiteAPIViewSet,
        "urls": UrlsAPIViewSet,
        "redirects": RedirectsAPIViewSet,
        "preview": PreviewAPIViewSet,
    },
)

handler400 = "cms.errors.bad_request"
handler403 = "cms.errors.permission_denied"
handler404 = "search.missing.page_not_found"
handler500 = "cms.errors.server_error"

urlpatterns = [
    path(settings.ADMIN_PATH.lstrip("/"), include([approval])),
    # Before Wagtail's own of the same names: those with a brake.
    path(settings.ADMIN_PATH.lstrip("/"), include("cms.accounts.urls")),
    path(settings.ADMIN_PATH.lstrip("/"), include(wagtailadmin_urls)),
    # Before Wagtail's own, which take every name below a document's number.
    *i18n_patterns(
        path("documents/<int:pk>/text/", document_text, name="document_text"), prefix_default_language=False
    ),
    path("documents/<int:document_id>/<path:name>", serve_document),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        with_brake(serve.authenticate_with_password),
        name="wagtaildocs_authenticate_with_password",
    ),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>.+)$", serve_media, name="serve_media"),
    path(settings.API_PATH.lstrip("/"), api.urls),
    path("sw.js", worker, name="service_worker"),
    path("offline/pages.json", pages, name="offline_pages"),
    path("p/<int:pk>/", permalink, name="permalink"),
    re_path(rf"^{settings.LANGUAGE_CODE}/(?P<rest>.*)$", without_default_language),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    re_path(
        r"^sitemap-(?P<code>[a-z]+(?:-[a-z]+)*)(?:-(?P<number>[1-9][0-9]{0,3}))?\.xml$",
        sitemap,
        name="sitemap_part",
    ),
    path("robots.txt", robots, name="robots"),
    re_path(r"^(?P<name>favicon\.ico|favicon\.svg|apple-touch-icon\.png)$", icon, name="icon"),
    *i18n_patterns(
        path("search/", search, name="search"),
        path("comments/", include("blog.comments.urls")),
        path("takedown/", include("cms.takedown.urls")),
        path(
            "style-guide/",
            style_guide,
            {"body": BodyBlock, "posts": BlogPage.objects, "form": ArchiveForm},
            name="style_guide",
        ),
        path("site.webmanifest", manifest, name="manifest"),
        # Wagtail's own pattern knows no dots.
        re_path(
            r"^(?P<path>(?:[\w\-]+/)+)feed\.(?P<kind>atom|json)$", feed, {"site_of": site_of}, name="feed"
        ),
        path("offline/", offline, name="offline"),
        # Before Wagtail's own of the same name.
        path("_util/login/", MemberLoginView.as_view(), name="wagtailcore_login"),
        path(
            "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
            with_brake(views.authenticate_with_password),
            name="wagtailcore_authenticate_with_password",
        ),
        re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

if settings.API_V3_PREVIEW:
    from cms.api import v3

    urlpatterns.insert(0, path("api/v3-preview/", v3.urls()))
