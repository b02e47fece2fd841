"""The resource site/: name, languages, menus and contact, all that surrounds every page."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils import translation
from typing_extensions import TypedDict
from wagtail.models import Site

from cms import shapes
from cms.api.page_shapes import LocaleCode
from cms.api.single import SingleAPIViewSet
from cms.languages import Direction, direction, html_lang, native_name
from cms.versions import version_of
from home.navigation import Sources, site_data

API_VERSION = "2"


class MenuColumn(TypedDict):
    """One column of the footer."""

    title: str
    links: list[shapes.Link]


class Feed(TypedDict):
    """A feed of the news; `type` is its media type, `url` is absolute."""

    title: str
    type: str
    url: str


class Profile(TypedDict):
    """The union on another service: `service` is a short code, `name` for people."""

    service: str
    name: str
    url: str


class SiteLanguage(TypedDict):
    """The site in one language.

    `code` is what `locale` takes, `tag` what stands in lang="". `path` is that of the home page; each
    path of the language begins with `path_prefix`. Menus hold the default language's words where
    nobody wrote any in this one.
    """

    code: LocaleCode
    tag: str
    native_name: str
    direction: Direction
    is_default: bool
    path_prefix: str
    path: str
    name: str
    tagline: str
    menu: list[shapes.Link]
    footer: list[MenuColumn]
    footer_text: str
    address: str
    opening_hours: str
    feeds: list[Feed]


class SiteDetail(TypedDict):
    """What is the same for every page. Name and tagline are those of the default language."""

    api_version: str
    url: str
    name: str
    tagline: str
    default_language: LocaleCode
    logo: shapes.Picture | None
    email: str
    phone: str
    profiles: list[Profile]
    languages: list[SiteLanguage]


class SiteAPIViewSet(SingleAPIViewSet):
    """The site: one answer for everything that stands around the pages."""

    model = Site
    detail_shape = SiteDetail

    def answer(self) -> SiteDetail:
        """The site in its default language, and in each that has a home page. Raises Http404."""
        if self._site is None:
            raise Http404("There is no site at this address.")
        data = self._data(settings.LANGUAGE_CODE)
        contact = data["contact"]
        return SiteDetail(
            api_version=API_VERSION,
            url=f"{self.shapes.origin}/",
            name=data["name"],
            tagline=data["tagline"],
            default_language=settings.LANGUAGE_CODE,
            logo=data["logo"],
            email=contact["email"],
            phone=contact["phone"],
            profiles=data["profiles"],
            languages=[self._language(code, path) for code, path in data["languages"]],
        )

    @cached_property
    def _site(self) -> Site | None:
        site: Site | None = Site.find_for_request(self.request)
        return site

    @cached_property
    def _sources(self) -> Sources:
        return Sources(self._site)

    def _data(self, code: str) -> dict[str, Any]:
        with translation.override(code):
            return site_data(self._site, code, version_of(self.request), self._sources)

    def _language(self, code: str, path: str) -> SiteLanguage:
        data = self._data(code)
        is_default = code == settings.LANGUAGE_CODE
        return SiteLanguage(
            code=code,
            tag=html_lang(code),
            native_name=native_name(code),
            direction=direction(code),
            is_default=is_default,
            path_prefix="/" if is_default else f"/{code}/",
            path=path,
            name=data["name"],
            tagline=data["tagline"],
            menu=data["menu"],
            footer=data["footer"],
            footer_text=data["footer_text"],
            address=data["contact"]["address"],
            opening_hours=data["contact"]["opening_hours"],
            feeds=data["feeds"],
        )
