"""What a page says about itself in its head: to search engines, and to services that show links.

`facts_of(page, site)` gathers it; an app adds what it knows of its own pages with
`facts_of.register`. Plain data, addresses absolute, and only what everybody may see.
"""

import datetime
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import TYPE_CHECKING, Any, TypedDict

from django.conf import settings
from django.core.cache import cache
from django.utils.safestring import SafeString
from wagtail.models import Page

from cms import shapes
from cms.addresses import HOME_DEPTH, absolute
from cms.languages import html_lang, open_graph_locale
from cms.pages import BasePage, LeadPictureMixin
from cms.structured import Thing, Trail, breadcrumbs, written
from cms.visibility import is_visible, visible

if TYPE_CHECKING:
    from cms.media.models import Image

SECONDS = 60 * 60 * 24
Site = Mapping[str, Any]


class FeedLink(TypedDict):
    """A feed that a page names: its title, media type and absolute address."""

    title: str
    type: str
    url: str


class SharePicture(TypedDict):
    """The picture beside a shared link; size in pixels, address absolute."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Facts:
    """What is known of a page. `alternates` holds (language tag, address), x-default among them."""

    title: str
    url: str = ""
    description: str = ""
    language: str = settings.LANGUAGE_CODE
    kind: str = "website"
    image: "Image | None" = None
    published: datetime.datetime | None = None
    modified: datetime.datetime | None = None
    is_indexed: bool = True
    alternates: tuple[tuple[str, str], ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    trail: Trail = ()
    things: tuple[Thing, ...] = ()


class Head(TypedDict):
    """The facts as components/head.html writes them."""

    title: str
    url: str
    description: str
    locale: str
    kind: str
    picture: SharePicture
    published: datetime.datetime | None
    modified: datetime.datetime | None
    is_indexed: bool
    alternates: tuple[tuple[str, str], ...]
    feeds: tuple[FeedLink, ...]
    structured: SafeString | None


@dataclass(frozen=True)
class View:
    """One of the addresses of a page that has several, such as a year of the news.

    `name` tells it from the others in the cache; `seconds` says how long its head may be kept.
    Without facts it is nothing that anybody shall list or share.
    """

    name: str
    facts: Callable[[Site], Facts] | None
    seconds: int = SECONDS


@singledispatch
def facts_of(page: Page, site: Site) -> Facts:
    """What is known of a page. For the facts that every page has: `basic_facts`."""
    return basic_facts(page)


def basic_facts(page: Page) -> Facts:
    """Title, address, description, translations, picture and place of a page that everybody may see."""
    if not isinstance(page, BasePage):
        return Facts(title=page.title, is_indexed=False)
    return Facts(
        title=page.seo_title or page.title,
        url=absolute(page.get_url()),
        description=page.search_description or page.summary,
        language=page.locale.language_code,
        image=page.lead_picture if isinstance(page, LeadPictureMixin) else None,
        modified=page.last_published_at,
        alternates=alternates(
            [(version.locale.language_code, version.get_url()) for version in page.visible_translations()],
            (page.locale.language_code, page.get_url()),
        ),
        trail=trail_to(page),
    )


def hidden_facts(page: Page) -> Facts:
    """All that is said of a page that is a preview, or that not everybody may see."""
    return Facts(title=page.title, is_indexed=False)


def trail_to(page: Page) -> Trail:
    """The way from the home page to a page; nothing for the home page itself."""
    if page.depth <= HOME_DEPTH:
        return ()
    above = visible(Page.objects.ancestor_of(page)).filter(depth__gte=HOME_DEPTH).order_by("path")
    steps = [*above.select_related("locale"), page]
    return tuple((step.title, absolute(step.get_url())) for step in steps)


def alternates(
    translations: Sequence[tuple[str, str | None]], own: tuple[str, str | None]
) -> tuple[tuple[str, str], ...]:
    """(language tag, address) of each translation, the page's own among them, then x-default.

    Nothing where there is no translation. Takes language codes and addresses as pages give them.
    """
    found = {code: absolute(url) for code, url in [own, *translations] if url}
    if len(found) < 2:
        return ()
    default = found.get(settings.LANGUAGE_CODE)
    languages = tuple((html_lang(code), url) for code, url in found.items())
    return (*languages, ("x-default", default)) if default else languages


def head_of(page: Page, site: Site, version: str | None, view: View | None = None) -> Head:
    """What the head of a page holds, kept under the content version. A preview has no version."""
    if version is None or not page.pk or (view and view.facts is None):
        return _head(hidden_facts(page), site)
    name = hashlib.sha256(view.name.encode()).hexdigest()[:16] if view else ""
    key = f"head.{page.pk}.{name}.{version}"
    head: Head | None = cache.get(key)
    if head is None:
        if not is_visible(page):
            facts = hidden_facts(page)
        else:
            facts = view.facts(site) if view and view.facts else facts_of(page, site)
        head = _head(facts, site)
        if view is None or view.seconds:
            cache.set(key, head, view.seconds if view else SECONDS)
    return head


def _head(facts: Facts, site: Site) -> Head:
    things = [*facts.things, *([breadcrumbs(facts.trail)] if facts.trail else [])]
    return Head(
        title=facts.title,
        url=facts.url,
        description=facts.description,
        locale=open_graph_locale(facts.language),
        kind=facts.kind,
        picture=share_picture(facts.image) or site["share_picture"],
        published=facts.published,
        modified=facts.modified,
        is_indexed=facts.is_indexed,
        alternates=facts.alternates,
        feeds=facts.feeds,
        structured=written(things),
    )


def share_picture(image: "Image | None") -> SharePicture | None:
    """A picture in the shape that shared links show; None where there is none that may be shared.

    Feeds and structured data take it from here, too: services that post links by themselves read those.
    """
    found = shapes.share_picture(image) if image and image.may_be_shared else None
    if not image or not found:
        return None
    return SharePicture(
        url=absolute(found["url"]), width=found["width"], height=found["height"], alt=image.default_alt_text
    )
