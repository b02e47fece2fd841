"""The feeds as they are asked for: one query and one look into the cache for who has them already."""

import datetime
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import SyndicationFeed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from blog.archive import Archive
from blog.feeds.formats import FORMATS, printable, stable_id, written
from blog.feeds.texts import text_for_feeds
from blog.metadata import modified_at, published_at
from blog.models import BlogIndexPage, BlogPage
from cms import kept
from cms.addresses import absolute
from cms.languages import html_lang
from cms.metadata import share_picture
from cms.versions import version_of
from cms.visibility import is_visible

POSTS = 20


@require_safe
def feed(
    request: HttpRequest, path: str, kind: str, site_of: Callable[[HttpRequest], dict[str, Any]]
) -> HttpResponse:
    """The feed of the archive at `path`. Raises Http404 where there is none that everybody may see.

    `site_of` gives the site's name and icons in the reader's language.
    """

    def make() -> bytes:
        return written(feed_of(archive_at(request, path), kind, site_of(request)))

    return kept.answer(request, FORMATS[kind].content_type, make)


def archive_at(request: HttpRequest, path: str) -> Archive:
    """The news, or its category, author or petitions; what a query asks for besides does not count."""
    route = Page.route_for_request(request, path)
    index = route.page if route else None
    if not isinstance(index, BlogIndexPage) or index.locale.language_code != get_language():
        raise Http404(_("There is no such feed."))
    match = getattr(request, "routable_resolver_match")  # noqa: B009  # set by the page's route
    slug = match.kwargs.get("slug", "")
    version = version_of(request)
    archives = {
        "archive": Archive(index, version=version),
        "category": Archive(index, category_slug=slug, version=version),
        "author": Archive(index, author_slug=slug, version=version),
        "petitions": Archive(index, is_petitions=True, version=version),
    }
    archive = archives.get(match.url_name)
    has_feed = archive and (archive.has_own_feed or match.url_name == "archive")
    if archive is None or not has_feed or not is_visible(index):
        raise Http404(_("There is no such feed."))
    return archive


def feed_of(archive: Archive, kind: str, site: dict[str, Any]) -> SyndicationFeed:
    """The newest posts of an archive."""
    index = archive.index
    thing = archive.category or archive.author or index
    code = index.locale.language_code
    named = archive.title if archive.is_filtered else ""
    feed = FORMATS[kind](
        title=printable(f"{site['name']}: {named}" if named else site["name"]),
        subtitle=printable(archive.description if named else index.intro or index.summary),
        link=absolute(archive.url()),
        description=None,
        language=html_lang(code),
        author_name=printable(site["name"]),
        author_link=absolute(site["url"]),
        feed_url=absolute(archive.feed_url(kind)),
        feed_guid=stable_id(thing, code, "petitions" if archive.is_petitions else "feed"),
        icon=absolute(site["icons"]["large"][-1]["url"]),
        since=index.last_published_at or timezone.make_aware(datetime.datetime(2000, 1, 1)),
    )
    for post in archive.posts.select_related("locale", "lead_picture", "byline").prefetch_related(
        "categories"
    )[:POSTS]:
        _add(feed, post)
    return feed


def _add(feed: SyndicationFeed, post: BlogPage) -> None:
    picture = share_picture(post.lead_picture)
    feed.add_item(
        title=printable(post.title),
        link=absolute(post.get_url()),
        description=printable(post.summary),
        unique_id=stable_id(post, post.locale.language_code),
        pubdate=published_at(post),
        updateddate=modified_at(post),
        author_name=printable(post.byline.name) if post.byline else None,
        author_link=absolute(post.byline_url) if post.byline else None,
        categories=[printable(category.name) for category in post.categories.all()],
        content=printable(text_for_feeds(post)),
        language=html_lang(post.locale.language_code),
        image=picture["url"] if picture else "",
    )
