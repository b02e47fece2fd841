"""The site's name, menus and contact as plain data, for the templates and the API."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site

from blog.archive import Archive
from blog.metadata import feed_links
from blog.models import BlogIndexPage
from cms import shapes
from cms.blocks.choosers import fetched
from cms.blocks.targets import Found
from cms.languages import language_choices
from cms.metadata import FeedLink, share_picture
from cms.sites import site_for
from cms.targets import Targets
from cms.versions import version_of
from cms.visibility import visible
from home.icons import default_share_picture, icons
from home.models import Navigation, SiteSettings

SECONDS = 60 * 60


def site_of(request: HttpRequest) -> dict[str, Any]:
    """The data of a request's site in the reader's language."""
    site, code = site_for(request), get_language() or settings.LANGUAGE_CODE
    return site_data(site, code, version_of(request))


@dataclass
class Sources:
    """What the data of a site is read from, once for all of its languages."""

    site: Site

    @cached_property
    def own(self) -> SiteSettings:
        # Not for_site(): it would write a row while somebody reads.
        pictures = ["logo__renditions", "icon__renditions", "share_picture__renditions"]
        found = SiteSettings.objects.filter(site=self.site).prefetch_related(*pictures).first()
        return found or SiteSettings(site=self.site)

    @cached_property
    def homes(self) -> dict[str, Page]:
        """The home pages that everybody may see, by language."""
        homes = visible(self.site.root_page.get_translations(inclusive=True)).select_related("locale")
        return {home.locale.language_code: home for home in homes}

    @cached_property
    def news(self) -> dict[str, BlogIndexPage]:
        """The first news below each page, by its path in the tree."""
        found = BlogIndexPage.objects.visible().select_related("locale").order_by("-path")
        return {news.path[: -Page.steplen]: news for news in found}

    @cached_property
    def navigations(self) -> dict[str, Navigation]:
        return {found.locale.language_code: found for found in Navigation.objects.select_related("locale")}

    @cached_property
    def targets(self) -> Targets:
        """What the links of all menus lead to."""
        found = Found()
        for navigation in self.navigations.values():
            for value in (navigation.menu, navigation.footer):
                found.look(value.stream_block, list(value.raw_data))
        return found.targets({})

    def navigation(self, language_code: str) -> Navigation | None:
        """The menus of a language, else those of the default one."""
        return self.navigations.get(language_code) or self.navigations.get(settings.LANGUAGE_CODE)


def site_data(site: Site, language_code: str, version: str, sources: Sources | None = None) -> dict[str, Any]:
    """Name, tagline, menu, footer, contact and logo of a site in a language.

    The default language's stand in where a language has none of its own. Cached under the
    content version. Who asks for several languages gives the same `sources` each time.
    """
    key = f"site.{site.pk}.{language_code}.{version}"
    data: dict[str, Any] | None = cache.get(key)
    if data is None:
        sources = sources or Sources(site)
        with fetched({Page: sources.targets.pages}):
            data = _read(sources, language_code)
        cache.set(key, data, SECONDS)
    return data


def _read(sources: Sources, language_code: str) -> dict[str, Any]:
    site, own, homes = sources.site, sources.own, sources.homes
    navigation = sources.navigation(language_code)
    name = navigation.site_name if navigation else site.site_name
    home = homes.get(language_code)
    languages = [(code, homes[code].get_url()) for code, _ in language_choices() if code in homes]
    return {
        "name": name,
        "tagline": navigation.tagline if navigation else "",
        "menu": _links((item.value for item in navigation.menu), sources.targets) if navigation else [],
        "footer": _columns(navigation, sources.targets) if navigation else [],
        "footer_text": navigation.footer_text if navigation else "",
        "languages": languages,
        "url": dict(languages).get(language_code, "/"),
        "logo": shapes.picture(own.logo, decorative=True),
        "icons": icons(own.icon),
        "share_picture": share_picture(own.share_picture) or default_share_picture(name),
        "feeds": _feeds(home and sources.news.get(home.path), name),
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


def _feeds(news: BlogIndexPage | None, name: str) -> list[FeedLink]:
    """The feeds of a language's news."""
    return list(feed_links(Archive(news), name)) if news else []


def _links(values: Any, targets: Targets) -> list[shapes.Link]:
    return [value.link_among(targets) for value in values]


def _columns(navigation: Navigation, targets: Targets) -> list[dict[str, Any]]:
    return [
        {"title": column.value["title"], "links": _links(column.value["links"], targets)}
        for column in navigation.footer
    ]
