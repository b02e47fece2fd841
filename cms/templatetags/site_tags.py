"""What templates ask of Python: languages, dates, numbered pages, the editor's bar."""

import datetime
from typing import Any, TypedDict
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.core.paginator import Page as PageOfThings
from django.template.context import Context
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar
from wagtail.models import Page

from cms import languages
from cms.metadata import Head, head_of
from cms.pages import BasePage
from cms.versions import version_of

register = template.Library()

# Where Django's own long form is the one that people write; elsewhere it is 27 February 2017.
OWN_LONG_DATES = ("ar", "fr", "zh-hans", "zh-hant")


class PageLink(TypedDict):
    """One number of a pagination; without an address it is a gap or the page that one is on."""

    number: int | None
    url: str
    is_current: bool


class LanguageLink(TypedDict):
    """One language of the switch: where this page, or else the site, can be read in it."""

    name: str
    lang: str
    dir: str
    url: str
    is_current: bool


@register.simple_tag
def language_links(site: dict[str, Any] | None, page: Page | None) -> list[LanguageLink]:
    """The site's languages, each leading to the page's translation, else to its home page."""
    homes = site["languages"] if site else []
    if len(homes) < 2:
        return []
    translations = {}
    if isinstance(page, BasePage) and page.pk:
        translations = {
            translation.locale.language_code: translation.get_url()
            for translation in page.visible_translations()
        }
    return [
        LanguageLink(
            name=languages.native_name(code),
            lang=languages.html_lang(code),
            dir=languages.direction(code),
            url=translations.get(code) or home,
            is_current=code == get_language(),
        )
        for code, home in homes
    ]


@register.filter
def html_lang(language_code: str) -> str:
    """The tag for lang="" of a language code."""
    return languages.html_lang(language_code)


@register.filter
def native_name(language_code: str) -> str:
    """A language's name in itself; takes a code (zh-hant) or a tag (zh-Hant)."""
    return languages.native_name(language_code.lower())


@register.filter
def direction(language_code: str) -> str:
    """ "rtl" or "ltr"."""
    return languages.direction(language_code)


@register.filter(expects_localtime=True)
def long_date(value: datetime.date | str | None) -> str:
    """A date, or its ISO form, as people write it in the reader's language."""
    date = parse_date(value) if isinstance(value, str) else value
    if not date:
        return ""
    return date_format(date, "DATE_FORMAT" if get_language() in OWN_LONG_DATES else "j F Y")


@register.filter(expects_localtime=True)
def long_moment(value: datetime.datetime | None) -> str:
    """A day and its hour, for lists of the admin; hours from 0 to 23, as on a phone."""
    return f"{long_date(value)}, {date_format(value, 'H:i')}" if value else ""


@register.filter
def days_until(value: datetime.date | str | None, end: datetime.date | str | None = None) -> int | None:
    """How many days a date, or its ISO form, lies before another, or else before today."""
    start, stop = (parse_date(date) if isinstance(date, str) else date for date in (value, end))
    return ((stop or timezone.localdate()) - start).days if start else None


@register.simple_tag
def page_links(page: "PageOfThings[Any]", url: str, **query: str) -> list[PageLink]:
    """The numbers under a list: first, last and those around the page that one is on."""
    links = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if isinstance(number, int):
            address = page_url(url, number, **query)
            links.append(PageLink(number=number, url=address, is_current=number == page.number))
        else:
            links.append(PageLink(number=None, url="", is_current=False))
    return links


@register.simple_tag
def page_url(url: str, number: int, **query: str) -> str:
    """The address of one page of a list; the first one has no number."""
    parameters = {name: value for name, value in query.items() if value}
    if number > 1:
        parameters["page"] = str(number)
    if not parameters:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode(parameters)}"


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> Head | None:
    """What the head says of the page that is shown; nothing where none is."""
    page, request = context.get("page"), context.get("request")
    if not isinstance(page, Page) or request is None:
        return None
    version = None if getattr(request, "is_preview", False) else version_of(request)
    return head_of(page, context["site"], version, context.get("view"))


@register.simple_tag(takes_context=True)
def userbar(context: Context) -> str:
    """Wagtail's bar for editors. A visitor without a session is never asked who they are."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return str(wagtailuserbar(context))
