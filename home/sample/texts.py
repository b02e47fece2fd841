"""What the pages say: fills the empty drafts and publishes them."""

import json
from collections.abc import Callable
from typing import Any

from django.db.models import Model
from wagtail.models import Page

from blog.models import BlogPage, Category, RelatedPost
from home.sample import entries
from home.sample.bodies import body_value
from home.sample.drafts import noon
from home.sample.entries import Body, Entry, Sample
from home.sample.front import english_home, is_untouched
from home.sample.registry import Registry
from home.sample.rich_text import rich_text
from home.sample.tasks import Task


def texts(sample: Sample, registry: Registry) -> list[Task]:
    """A task for each page that is still an empty draft."""
    empty = set(Page.objects.filter(latest_revision=None, live=False).values_list("pk", flat=True))
    untouched = is_untouched(english_home())
    tasks = [_english_home(sample.homes["home"], registry)] if untouched else []
    for kind, pages, fill in (
        ("page", sample.homes, _fill_home),
        ("page", sample.news, _fill_news),
        ("page", sample.pages, _fill_page),
        ("post", sample.posts, _fill_post),
    ):
        for entry in pages.values():
            key = f"{kind}:{entry.key}"
            if registry.knows(key) and registry.id(key) in empty:
                tasks.append(_task(key, entry, fill, registry))
    return tasks


def _english_home(entry: entries.Home, registry: Registry) -> Task:
    def make() -> Model | None:
        home = english_home()
        _fill_home(home, entry, registry)
        return home

    return Task("page:home", entry.file, make)


def _task(key: str, entry: Entry, fill: Callable[[Any, Any, Registry], None], registry: Registry) -> Task:
    def make() -> Model | None:
        page = registry.get(key)
        fill(page, entry, registry)
        return page

    return Task(key, entry.file, make, registers=False)


def _fill_home(home: Any, entry: entries.Home, registry: Registry) -> None:
    home.title = entry.title
    home.welcome_heading = entry.welcome_heading
    home.welcome_text = rich_text(entry.welcome_text, registry)
    home.welcome_picture_id = registry.id(f"picture:{entry.welcome_picture}")
    home.welcome_button = entry.welcome_button
    home.welcome_page_id = registry.id(f"page:{entry.welcome_page}")
    _set_body(home, "sections", entry.sections, entry, registry)
    for field in ("asks", "ways_to_help"):
        points = [{"type": "point", **point} for point in getattr(entry, field)]
        _set_body(home, field, points, entry, registry)
    _publish(home)


def _fill_news(news: Any, entry: entries.News, registry: Registry) -> None:
    news.intro = entry.intro
    _publish(news)


def _fill_page(page: Any, entry: entries.Page, registry: Registry) -> None:
    page.excerpt = entry.excerpt
    for name in ("last_checked", "is_out_of_date", "out_of_date_note", "is_important"):
        setattr(page, name, getattr(entry, name))
    if entry.lead_picture:
        page.lead_picture_id = registry.id(f"picture:{entry.lead_picture['picture']}")
        page.lead_picture_caption = entry.lead_picture.get("caption", "")
    _set_body(page, "body", entry.body, entry, registry)
    _publish(page)


def _fill_post(post: Any, entry: entries.Post, registry: Registry) -> None:
    ids = [registry.id(f"category:{slug}:{entry.locale}") for slug in entry.categories]
    post.categories = Category.objects.filter(pk__in=[pk for pk in ids if pk])
    post.byline_id = registry.id(f"author:{entry.byline}:{entry.locale}") if entry.byline else None
    post.is_featured = entry.featured
    related = [registry.id(f"post:{key}") for key in entry.related]
    post.related_posts = [RelatedPost(post_id=pk, sort_order=order) for order, pk in enumerate(related) if pk]
    _fill_page(post, entry, registry)
    moment = noon(entry.date)
    BlogPage.objects.filter(pk=post.pk).update(first_published_at=moment, last_published_at=moment)


def _set_body(page: Any, field: str, items: Body, entry: Any, registry: Registry) -> None:
    """Raises ValidationError for what an editor's form would refuse."""
    setattr(page, field, json.dumps(body_value(items, f"{field}:{entry.key}", entry.locale, registry)))
    value = getattr(page, field)
    value.stream_block.clean(value)


def _publish(page: Page) -> None:
    page.save_revision().publish()
    page.refresh_from_db()
