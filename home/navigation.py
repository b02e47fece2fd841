"""The site's name, menus and contact as plain data, for the templates and the API."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Locale, Page, Site

from blog.archive import Archive
from blog.metadata import feed_links
from blog.models import BlogIndexPage
from cms import shapes
from cms.languages import language_choices
from cms.metadata import FeedLink, share_picture
from cms.versions import version_of
from cms.visibility import visible
from home.icons import default_share_picture, icons
from home.models import Navigation, SiteSettings

SECONDS = 60 * 60


def site_of(request: HttpRequest) -> dict[str, Any]:
    """The data of a request's site in the reader's language."""
    site, code = Site.find_for_request(request), get_language() or settings.LANGUAGE_CODE
    return site_data(site, code, version_of(request))


def site_data(site: Site, language_code: str, version: str) -> dict[str, Any]:
    """Name, tagline, menu, footer, contact and logo of a site in a language.

    The default language's stand in where a language has none of its own. Cached under the
    content version.
    """
    key = f"site.{site.pk}.{language_code}.{version}"
    data: dict[str, Any] | None = cache.get(key)
    if data is None:
        data = _read(site, language_code)
        cache.set(key, data, SECONDS)
    return data


def _read(site: Site, language_code: str) -> dict[str, Any]:
    navigation = _navigation(language_code)
    # Not for_site(): it would write a row while somebody reads.
    own = SiteSettings.objects.filter(site=site).first() or SiteSettings(site=site)
    name = navigation.site_name if navigation else site.site_name
    homes = _homes(site)
    languages = [(code, homes[code].get_url()) for code, _ in language_choices() if code in homes]
    return {
        "name": name,
        "tagline": navigation.tagline if navigation else "",
        "menu": _links(item.value for item in navigation.menu) if navigation else [],
        "footer": _columns(navigation) if navigation else [],
        "footer_text": navigation.footer_text if navigation else "",
        "languages": languages,
        "url": dict(languages).get(language_code, "/"),
        "logo": shapes.picture(own.logo, decorative=True),
        "icons": icons(own.icon),
        "share_picture": share_picture(own.share_picture) or default_share_picture(name),
        "feeds": _feeds(homes.get(language_code), name),
        "contact": {
            "email": own.email,
            "phone": own.phone,
            "address": navigation.address if navigation else "",
            "opening_hours": navigation.opening_hours if navigation else "",
        },
        "profiles": [
            {
                "service": profile.value["service"],
                "name": dict(profile.value.block.child_blocks["service"].field.choices).get(
                    profile.value["service"], profile.value["service"]
                ),
                "url": profile.value["url"],
            }
            for profile in own.profiles
        ],
    }


def _homes(site: Site) -> dict[str, Page]:
    """The home pages that everybody may see, by language."""
    homes = visible(site.root_page.get_translations(inclusive=True)).select_related("locale")
    return {home.locale.language_code: home for home in homes}


def _feeds(home: Page | None, name: str) -> list[FeedLink]:
    """The feeds of a language's news."""
    news = BlogIndexPage.objects.child_of(home).visible().select_related("locale").first() if home else None
    return list(feed_links(Archive(news), name)) if news else []


def _navigation(language_code: str) -> Navigation | None:
    found = {
        navigation.locale.language_code: navigation
        for navigation in Navigation.objects.select_related("locale")
    }
    return found.get(language_code) or found.get(Locale.get_default().language_code)


def _links(values: Any) -> list[shapes.Link]:
    return [value.link for value in values]


def _columns(navigation: Navigation) -> list[dict[str, Any]]:
    return [
        {"title": column.value["title"], "links": _links(column.value["links"])}
        for column in navigation.footer
    ]
