"""What posts and the archives of the news say about themselves in their heads."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models.authors import Author
from blog.models.categories import Category
from blog.models.posts import BlogPage
from cms.addresses import absolute
from cms.languages import html_lang
from cms.metadata import Facts, FeedLink, Site, View, alternates, basic_facts, facts_of, share_picture
from cms.structured import Thing, organization

if TYPE_CHECKING:
    from blog.archive import Archive

FEED_TYPES = {"atom": "application/atom+xml", "json": "application/feed+json"}


@facts_of.register
def facts_of_post(page: BlogPage, site: Site) -> Facts:
    """A post is an article of a day, with its author and subjects."""
    facts = replace(
        basic_facts(page), kind="article", published=published_at(page), modified=modified_at(page)
    )
    return replace(facts, things=(news_article(page, facts, site),))


def published_at(post: BlogPage) -> datetime.datetime:
    """When a post appeared: the day that readers see, with the time where it is known."""
    first = post.first_published_at
    if first and timezone.localdate(first) == post.date:
        return first
    return timezone.make_aware(datetime.datetime.combine(post.date, datetime.time.min))


def modified_at(post: BlogPage) -> datetime.datetime:
    """When readers last got another text; never before it appeared."""
    published = published_at(post)
    return max(published, post.last_published_at or published)


def news_article(post: BlogPage, facts: Facts, site: Site) -> Thing:
    """A post as schema.org's NewsArticle. A byline is a person, unless it is the union's own name."""
    publisher = organization(site)
    picture = share_picture(facts.image)
    return {
        "@type": "NewsArticle",
        "mainEntityOfPage": facts.url,
        "headline": post.title,
        "description": facts.description,
        "inLanguage": html_lang(facts.language),
        "datePublished": published_at(post).isoformat(),
        "dateModified": modified_at(post).isoformat(),
        "author": author(post, site) or publisher,
        "publisher": publisher,
        "articleSection": [category.name for category in post.categories.all()],
        "isAccessibleForFree": True,
        **({"image": [picture["url"]]} if picture else {}),
    }


def author(post: BlogPage, site: Site) -> Thing | None:
    """The byline as a person, with the address of all posts under it; None where the union speaks."""
    if post.byline is None or post.byline.name == site["name"]:
        return None
    return {"@type": "Person", "name": post.byline.name, "url": absolute(post.byline_url)}


def view_of(archive: "Archive") -> View:
    """An archive of the news as its head shows it. What visitors search for is nothing to list."""
    if archive.keyword:
        return View(name="", facts=None)
    number = archive.page_of_posts.number
    return View(
        name=archive.url(number),
        facts=lambda site: _facts_of_archive(archive, number, site),
        seconds=archive.cache_seconds,
    )


def _facts_of_archive(archive: "Archive", number: int, site: Site) -> Facts:
    index = archive.index
    facts = basic_facts(index)
    url = absolute(archive.url(number))
    changes: dict[str, Any] = {
        "url": url,
        "description": facts.description or index.intro,
        "feeds": feed_links(archive, site["name"]) if archive.has_own_feed else (),
        "is_indexed": archive.is_indexed,
    }
    if archive.is_filtered:
        own = (index.locale.language_code, archive.url())
        changes["title"] = archive.title
        changes["description"] = archive.description
        changes["alternates"] = alternates(translations_of(archive), own)
        changes["trail"] = (*facts.trail, (archive.title, absolute(archive.url())))
    if number > 1:
        title = changes.get("title", facts.title)
        changes["title"] = f"{title} – " + _("Page %(number)s") % {"number": number}
        changes["description"], changes["alternates"] = "", ()
    return replace(facts, **changes)


def feed_links(archive: "Archive", site_name: str) -> tuple[FeedLink, ...]:
    """The feeds of the whole news, or of an archive that has its own."""
    title = f"{site_name}: {archive.title}" if archive.is_filtered else site_name
    return tuple(
        FeedLink(title=title, type=content_type, url=absolute(archive.feed_url(kind)))
        for kind, content_type in FEED_TYPES.items()
    )


def translations_of(archive: "Archive") -> list[tuple[str, str]]:
    """(language code, address) of the same archive in other languages, where it holds posts."""
    if not (archive.category or archive.author or archive.is_petitions):
        return []
    found = []
    for index in archive.index.visible_translations():
        other = replace(archive, index=index, page="", category_slug="", author_slug="")
        if archive.category:
            other = replace(other, category_slug=_slug_in(other.subjects, archive.category))
        if archive.author:
            other = replace(other, author_slug=_slug_in(other.authors, archive.author))
        if other.is_filtered and other.posts.exists():
            found.append((index.locale.language_code, other.url()))
    return found


def _slug_in(things: Sequence[Category | Author], thing: Category | Author) -> str:
    """The slug of a thing's translation among others; empty where there is none."""
    same = (item.slug for item in things if item.translation_key == thing.translation_key)
    return next(same, "")
