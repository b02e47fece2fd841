"""Posts as lists show them: what is prepared at a publish, and what is added when somebody asks."""

import json
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from typing_extensions import TypedDict
from wagtail.models import Page

from blog.comments.shapes import Comments, comments_of_each
from blog.models import BlogPage
from blog.models.cards import PostCard
from cms import shapes
from cms.api.mentions import Mention, Relatives
from cms.api.page_shapes import Languages, PageMeta
from cms.api.shaping import PageShapes

# Raised when what is prepared changes: what was prepared before is then prepared anew at the start.
VERSION = 3
CHUNK = 500


class CategoryReference(TypedDict):
    """A category as a post names it."""

    id: int
    slug: str
    name: str


class Byline(TypedDict):
    """The name above a post."""

    name: str
    slug: str


class PreparedCard(TypedDict):
    """What of a card hangs on the post alone and on what it names."""

    title: str
    date: shapes.IsoDate
    excerpt: str
    lead_picture: shapes.Picture | None
    categories: list[CategoryReference]
    byline: Byline | None
    is_featured: bool
    reading_minutes: int
    comments: Comments | None


class Card(PreparedCard, Languages):
    """A post in a list.

    `date` is the day that readers see, as ISO 8601; `byline` is null where the union speaks, `comments` where
    a post has none and takes none.
    """

    id: int
    meta: PageMeta


def prepared(post: BlogPage, comments: Mapping[int, Comments] | None = None) -> PreparedCard:
    """A post's part of its card; the post may be a draft that was never saved.

    `comments` are those of many posts, where they were looked up together.
    """
    return PreparedCard(
        title=post.title,
        date=post.date.isoformat(),
        excerpt=post.summary,
        lead_picture=post.lead_picture_shape(),
        categories=[
            CategoryReference(id=category.pk, slug=category.slug, name=category.name)
            for category in post.categories.all()
        ],
        byline=Byline(name=post.byline.name, slug=post.byline.slug) if post.byline else None,
        is_featured=post.is_featured,
        reading_minutes=post.reading_minutes,
        comments=(comments_of_each([post]) if comments is None else comments).get(post.pk),
    )


def prepare(ids: Iterable[int]) -> None:
    """Writes the cards of some posts as they are stored now; takes away those that nobody may see."""
    ids = list(ids)
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        posts = list(BlogPage.objects.visible().for_cards().filter(pk__in=some))
        comments = comments_of_each(posts)
        rows = [_row(post, comments) for post in posts]
        with transaction.atomic():
            if hidden := set(some) - {row.pk for row in rows}:
                PostCard.objects.filter(pk__in=hidden).delete()
            PostCard.objects.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["post"],
                update_fields=["locale", "translation_key", "date", "category_ids", "version", "shape"],
            )


def _row(post: BlogPage, comments: Mapping[int, Comments]) -> PostCard:
    return PostCard(
        post=post,
        locale_id=post.locale_id,
        translation_key=post.translation_key,
        date=post.date,
        category_ids=",".join(map(str, sorted(category.pk for category in post.categories.all()))),
        version=VERSION,
        shape=json.dumps(prepared(post, comments), ensure_ascii=False, separators=(",", ":")),
    )


def cards(rows: Sequence[PostCard], pages: PageShapes, relatives: Relatives) -> list[Card]:
    """What lists show of some posts, in their order, without those that not everybody may see.

    `relatives` holds the visible ones among the posts and their translations.
    """
    found = relatives.by_id
    return [card(found[row.pk], row.contents, pages, relatives) for row in rows if row.pk in found]


def card(post: Page | Mention, contents: PreparedCard, pages: PageShapes, relatives: Relatives) -> Card:
    """A whole card, from what was prepared of it."""
    return Card(id=post.pk, meta=pages.meta(post), **contents, **pages.languages(post, relatives))
