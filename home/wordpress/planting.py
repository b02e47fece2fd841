"""New pages take their place in the tree. What a single save would do each time is done once for a parcel."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F
from modelcluster.models import get_all_child_relations
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from blog.models import BlogPage
from cms.references import refer
from cms.versions import raised_once
from home.wordpress.moving import Moving


def slugs_below(parent: Page, wanted: str, moving: Moving) -> set[str]:
    """The slugs that are taken below a page and begin like one; those of the news are read once."""
    below = Page.objects.child_of(parent)
    if parent.pk != moving.news.pk:
        return set(below.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if moving.slugs is None:
        moving.slugs = set(below.values_list("slug", flat=True))
    return moving.slugs


def add(page: Page, parent: Page, moving: Moving) -> None:
    """Stores a new page as the last one below its parent, within a parcel.

    Its values are those of rules, not of a form: they are not validated again. Who made it is the run.
    """
    page.__dict__["save"] = partial(page.save, clean=False, log_action=None)
    # It is the translation of none, and so of no home page: Wagtail asks the database otherwise.
    page.__dict__["_is_site_root"] = False
    try:
        if parent.pk == moving.news.pk:
            _add_to_news(page, moving)
        else:
            parent.add_child(instance=page)
    finally:
        del page.__dict__["save"], page.__dict__["_is_site_root"]
    moving.added.append(page)


def _add_to_news(page: Page, moving: Moving) -> None:
    news = moving.news
    last: Any = Page(path=moving.last_path, depth=news.depth + 1)
    page.path = last._inc_path() if moving.last_path else Page._get_path(news.path, news.depth + 1, 1)
    page.depth = news.depth + 1
    page._cached_parent_obj = news
    if isinstance(page, BlogPage):
        categories = _held_back(page)
        page.save()
        moving.filed[page.pk] = categories
    else:
        page.save()
    moving.last_path = page.path
    if moving.slugs is not None:
        moving.slugs.add(page.slug)


def _held_back(post: BlogPage) -> list[int]:
    """Takes the categories of a new post off it, which are stored with those of others at the end.

    Those of another language stay: saving chooses others in their place. So do those of a post that the
    clock will publish: its revision names them.
    """
    if post.go_live_at:
        return []
    categories = list(post.categories.all())
    if any(category.locale_id != post.locale_id for category in categories):
        return []
    post._cluster_related_objects.pop("categories", None)
    return [category.pk for category in categories]


def _file(posts: set[int], moving: Moving) -> None:
    """Stores the categories of new posts."""
    through = BlogPage.categories.through
    rows = [
        through(blogpage_id=post, category_id=category)
        for post, categories in moving.filed.items()
        if post in posts
        for category in categories
    ]
    through.objects.bulk_create(rows)


@contextmanager
def parcel(moving: Moving) -> Iterator[None]:
    """One transaction for some items; at its end the tree and the index of references learn of them."""
    moving.added, moving.filed = [], {}
    with transaction.atomic(), raised_once(), disable_reference_index_auto_update():
        # Nobody else adds posts until it is committed.
        Page.objects.select_for_update().filter(pk=moving.news.pk).values_list("pk").get()
        children = Page.objects.child_of(moving.news).order_by("-path")
        moving.last_path = children.values_list("path", flat=True).first() or ""
        yield
        there = set(
            Page.objects.filter(pk__in=[page.pk for page in moving.added]).values_list("pk", flat=True)
        )
        added = [page for page in moving.added if page.pk in there]
        posts = sum(
            page.depth == moving.news.depth + 1 and page.path.startswith(moving.news.path) for page in added
        )
        Page.objects.filter(pk=moving.news.pk).update(numchild=F("numchild") + posts)
        _file(there, moving)
        _refer(added)
    moving.added, moving.filed = [], {}


def _refer(pages: list[Page]) -> None:
    """Writes down what new pages name."""
    for page in pages:
        for relation in get_all_child_relations(page):
            # A new page has none: nobody needs to ask the database.
            setattr(page, relation.get_accessor_name(), [])
    refer(pages)
