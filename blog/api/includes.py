"""What include= adds to posts in a list: their bodies, and what stands beside them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Value
from django.utils import translation

from blog.cards import Card, cards
from blog.models import BlogPage, PostCard
from blog.models.posts import RelatedPost
from cms.api.shaping import PageShapes

INCLUDABLE = ("body", "related")


def with_includes(
    items: Sequence[Card], wanted: Iterable[str], pages: PageShapes
) -> Sequence[Mapping[str, Any]]:
    """The cards of a list with what is wanted beside; a fixed number of queries for each language."""
    posts = BlogPage.objects.visible().select_related("locale").in_bulk([item["id"] for item in items])
    makers = {"body": _bodies, "related": _related}
    more = {name: makers[name](list(posts.values()), pages) for name in INCLUDABLE if name in wanted}
    return [
        {**item, **{name: found.get(item["id"], []) for name, found in more.items()}}
        for item in items
        if item["id"] in posts
    ]


def _bodies(posts: Sequence[BlogPage], pages: PageShapes) -> dict[int, Sequence[Any]]:
    """The blocks of each post; what they show is fetched for all posts of a language together."""
    by_language: defaultdict[str, list[BlogPage]] = defaultdict(list)
    for post in posts:
        by_language[post.locale.language_code].append(post)
    found: dict[int, Sequence[Any]] = {}
    for code, some in by_language.items():
        block = some[0].body.stream_block
        with translation.override(code), block.fetched_for([post.body for post in some]) as targets:
            for post in some:
                found[post.pk] = pages.blocks(post.body, post, targets)
    return found


def _related(posts: Sequence[BlogPage], pages: PageShapes) -> dict[int, Sequence[Any]]:
    """The cards of the posts that an editor chose for each, else of the newest that share most categories."""
    ids = related_ids([post.pk for post in posts])
    rows = PostCard.objects.in_bulk({pk for some in ids.values() for pk in some})
    relatives = pages.translations({row.translation_key for row in rows.values()})
    return {
        post_id: cards([rows[pk] for pk in some if pk in rows], pages, relatives)
        for post_id, some in ids.items()
    }


def related_ids(post_ids: Sequence[int]) -> dict[int, list[int]]:
    """BlogPage.related_ids() of several published posts, in one query."""
    chosen = RelatedPost.objects.order_by().filter(page__in=post_ids).annotate(is_chosen=Value(1))
    shared = BlogPage.objects.sharing_categories(post_ids).order_by().annotate(is_chosen=Value(0))
    both = chosen.values_list("page", "post", "sort_order", "is_chosen").union(shared, all=True)
    ranked = sorted(both, key=lambda row: row[2] or 0)  # what an import chose may have no place
    found: dict[int, list[int]] = {}
    for post_id in post_ids:
        own = [row for row in ranked if row[0] == post_id]
        found[post_id] = [row[1] for row in own if row[3]] or [row[1] for row in own]
    return found
