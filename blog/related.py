"""Which posts stand beside a post: those that an editor chose, else the newest that share most categories.

What tells it stands in the cards: how many posts of a language have which categories is counted along an
index, however many posts there are.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet, TextField, Value

from blog.models import PostCard
from blog.models.cards import PostCardQuerySet
from blog.models.posts import RELATED_POSTS, BlogPage, RelatedPost
from cms.sites import below, root_paths

# What a row of the one query is about.
CHOSEN, OWN, COUNTED = range(3)
NOTHING = Value("", TextField())
# So many cards more than are shown: a post that has just expired keeps its card for a while.
SPARE = 2


@dataclass(frozen=True)
class Beside:
    """What stands beside one post; `pk` is None for one that was never saved."""

    pk: int | None
    # Among which the related ones are.
    around: PostCardQuerySet
    locale_id: int
    chosen: Sequence[int]
    categories: frozenset[str]
    # How many posts of the language around it have which categories.
    counts: Mapping[str, int]

    def wanted(self) -> "list[QuerySet[PostCard]]":
        """The cards among which the related ones are; several querysets of a few each."""
        if self.chosen:
            return [PostCard.objects.filter(pk__in=self.chosen)]
        tiers: defaultdict[int, list[str]] = defaultdict(list)
        for some in self.counts:
            if shared := self._shared(some):
                tiers[shared].append(some)
        found: list[QuerySet[PostCard]] = []
        most = 0
        for _shared, alike in sorted(tiers.items(), reverse=True):
            cards = self.around.filter(locale=self.locale_id, category_ids__in=alike)
            found.append(cards.exclude(pk=self.pk).newest_first()[: RELATED_POSTS + SPARE])
            most += sum(self.counts[some] for some in alike)
            if most > RELATED_POSTS + SPARE:  # one of them may be the post itself
                break
        return found

    def among(self, cards: Iterable[PostCard]) -> list[PostCard]:
        """The related ones among some cards of posts that everybody may see, in their order."""
        if self.chosen:
            by_id = {card.pk: card for card in cards}
            return [by_id[pk] for pk in self.chosen if pk in by_id]
        ranked = [
            (shared, *card.place, card)
            for card in cards
            if card.locale_id == self.locale_id and card.pk != self.pk
            if (shared := self._shared(card.category_ids))
        ]
        best = sorted(ranked, key=lambda row: row[:-1], reverse=True)[:RELATED_POSTS]
        return [card for *_place, card in best]

    def _shared(self, category_ids: str) -> int:
        return len(self.categories.intersection(category_ids.split(",")))


def beside(post: BlogPage, around: PostCardQuerySet | None = None) -> Beside:
    """For a post as it is in memory, a draft as well; of what was chosen some may not be visible.

    `around` are the cards among which others are looked for: those of the post's site.
    """
    around = _on_site_of(post) if around is None else around
    ids = frozenset(str(category.pk) for category in post.categories.all())
    chosen = [related.post_id for related in post.related_posts.all()]
    counted = around.filter(locale=post.locale_id).values_list("category_ids")
    counts = dict(counted.annotate(posts=Count("pk"))) if ids and not chosen else {}
    return Beside(post.pk, around, post.locale_id, chosen, ids, counts)


def _on_site_of(post: BlogPage) -> PostCardQuerySet:
    """The cards of a post's site; that costs nothing where there is only one."""
    paths = root_paths()
    own = next((path.site_id for path in paths if post.url_path.startswith(path.root_path)), None)
    homes = [path.root_path for path in paths if path.site_id == own]
    if len(homes) == len(paths):
        return PostCard.objects.all()
    return PostCard.objects.filter(pk__in=below(BlogPage.objects.order_by(), homes).values("pk"))


def beside_each(post_ids: Collection[int], around: PostCardQuerySet) -> dict[int, Beside]:
    """For some published posts, as they were prepared, among the cards of their site; one query."""
    cards = PostCard.objects.filter(pk__in=post_ids)
    chosen = RelatedPost.objects.order_by().filter(page__in=post_ids)
    own = cards.order_by().annotate(about=Value(OWN))
    counted = around.order_by().filter(locale__in=cards.values("locale")).values("locale")
    rows = (
        chosen.annotate(about=Value(CHOSEN), none=NOTHING)
        .values_list("about", "page", "post", "sort_order", "none")
        .union(
            own.values_list("about", "pk", "locale", Value(0), "category_ids"),
            counted.annotate(about=Value(COUNTED), posts=Count("pk"), same=F("category_ids")).values_list(
                "about", "locale", "posts", Value(0), "same"
            ),
            all=True,
        )
    )
    picked: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    posts: dict[int, tuple[int, frozenset[str]]] = {}
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for about, one, other, place, category_ids in rows:
        if about == CHOSEN:
            picked[one].append((place or 0, other))  # what an import chose may have no place
        elif about == OWN:
            posts[one] = other, frozenset(filter(None, category_ids.split(",")))
        else:
            counts[one][category_ids] = other
    return {
        pk: Beside(
            pk, around, locale_id, [other for _place, other in sorted(picked[pk])], ids, counts[locale_id]
        )
        for pk, (locale_id, ids) in posts.items()
    }


def cards_of(wanted: "Sequence[QuerySet[PostCard]]") -> "QuerySet[PostCard]":
    """The cards of several short querysets, in one query that goes by their indexes."""
    few = [PostCard.objects.order_by().filter(pk__in=some.values("pk")).values("pk") for some in wanted]
    if not few:
        return PostCard.objects.none()
    united: Any = few[0].union(*few[1:], all=True) if len(few) > 1 else few[0]
    return PostCard.objects.filter(pk__in=united)
