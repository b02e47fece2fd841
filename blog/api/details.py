"""What the API tells of a post and of the news, whole."""

from operator import attrgetter
from typing import Annotated, Any

from wagtail.models import Page

from blog.blocks import BodyBlock
from blog.cards import Card, card, cards, prepared
from blog.models import BlogIndexPage, BlogPage, PostCard
from blog.related import beside, beside_each, cards_of
from cms.api.blocks import BlocksOf
from cms.api.kinds import describe
from cms.api.page_shapes import Described, Fresh, PageDetail, PageReference
from cms.api.shaping import PageShapes, described, fresh

PLACE = attrgetter("place")
# On each side: a post that has just expired keeps its card for a while.
CANDIDATES = 3


class PostDetail(Card, Described, Fresh):
    """A post with all that it holds. `previous` is the older neighbour in its language, `next` the newer."""

    parent: PageReference | None
    body: Annotated[list[Any], BlocksOf(BodyBlock)]
    previous: PageReference | None
    next: PageReference | None
    related: list[Card]


class BlogIndexDetail(PageDetail):
    """The news: what stands above the list of its posts."""

    intro: str


def post_detail(post: BlogPage, pages: PageShapes) -> PostDetail:
    """A post as its detail shows it; it may be a draft."""
    on_site = PostCard.objects.on_site(pages.request)
    around = on_site.filter(locale=post.locale_id)
    own = PostCard(pk=post.pk or 0, date=post.date)
    nearest = [around.older_than(own)[:CANDIDATES], around.newer_than(own)[:CANDIDATES]]
    prepared_ones = {} if pages.is_preview else beside_each([post.pk], on_site)
    related = prepared_ones.get(post.pk) or beside(post, on_site)
    itself = PostCard.objects.filter(pk=own.pk)
    rows = {row.pk: row for row in cards_of([itself, *nearest, *related.wanted()])}
    keys = {post.translation_key, *(row.translation_key for row in rows.values())}
    above = post.path[: -Page.steplen]
    relatives = pages.translations(keys, [above])
    shown = [row for row in rows.values() if row.pk in relatives.by_id]
    others = [row for row in shown if row.locale_id == post.locale_id and row.pk != own.pk]
    older = max((row for row in others if row.place < own.place), key=PLACE, default=None)
    newer = min((row for row in others if row.place > own.place), key=PLACE, default=None)
    is_published = own.pk in rows and not pages.is_preview
    contents = rows[own.pk].contents if is_published else prepared(post)
    return PostDetail(
        **card(post, contents, pages, relatives),
        **described(post),
        parent=pages.reference(relatives.by_path.get(above)),
        **fresh(post),
        body=pages.blocks(post.body, post),
        previous=pages.reference(relatives.by_id.get(older.pk)) if older else None,
        next=pages.reference(relatives.by_id.get(newer.pk)) if newer else None,
        related=cards(related.among(shown), pages, relatives),
    )


def index_detail(page: BlogIndexPage, pages: PageShapes) -> BlogIndexDetail:
    return BlogIndexDetail(**pages.detail(page), intro=page.intro)


describe.register(BlogPage, PostDetail, post_detail)
describe.register(BlogIndexPage, BlogIndexDetail, index_detail)
