"""What include= adds to posts in a list: their bodies, and what stands beside them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import translation

from blog.cards import Card, cards
from blog.models import BlogPage, PostCard
from blog.related import beside_each, cards_of
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
    each = beside_each([post.pk for post in posts], PostCard.objects.on_site(pages.request))
    rows = list(cards_of([some for one in each.values() for some in one.wanted()]))
    relatives = pages.translations({row.translation_key for row in rows})
    shown = [row for row in rows if row.pk in relatives.by_id]
    return {pk: cards(one.among(shown), pages, relatives) for pk, one in each.items()}
