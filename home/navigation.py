"""The site's name, menus and contact as plain data, for the templates and the API."""

from typing import Any

from django.core.cache import cache
from wagtail.models import Locale, Site

from cms import shapes
from cms.languages import language_choices
from cms.visibility import visible
from home.models import Navigation, SiteSettings

SECONDS = 60 * 60


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
    settings = SiteSettings.objects.filter(site=site).first() or SiteSettings(site=site)
    return {
        "name": navigation.site_name if navigation else site.site_name,
        "tagline": navigation.tagline if navigation else "",
        "menu": _links(item.value for item in navigation.menu) if navigation else [],
        "footer": _columns(navigation) if navigation else [],
        "footer_text": navigation.footer_text if navigation else "",
        "languages": _languages(site),
        "logo": shapes.picture(settings.logo, decorative=True),
        "contact": {
            "email": settings.email,
            "phone": settings.phone,
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
            for profile in settings.profiles
        ],
    }


def _languages(site: Site) -> list[tuple[str, str]]:
    """(language code, address of the home page) of every language that the site speaks."""
    homes = visible(site.root_page.get_translations(inclusive=True)).select_related("locale")
    found = {home.locale.language_code: home.get_url() for home in homes}
    return [(code, found[code]) for code, _ in language_choices() if code in found]


def _navigation(language_code: str) -> Navigation | None:
    found = {
        navigation.locale.language_code: navigation
        for navigation in Navigation.objects.select_related("locale")
    }
    return found.get(language_code) or found.get(Locale.get_default().language_code)


def _links(values: Any) -> list[shapes.Link]:
    return [link for link in (value.link for value in values) if link]


def _columns(navigation: Navigation) -> list[dict[str, Any]]:
    return [
        {"title": column.value["title"], "links": _links(column.value["links"])}
        for column in navigation.footer
    ]
