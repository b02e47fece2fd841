"""How many of each kind there are: on the old site, of these here, and on this site before and after."""

from typing import TypedDict

from django.db.models import Count

from blog.comments.models import Comment
from blog.models import Author, BlogPage, Category
from cms.media.models import Document, Image
from home.models import Navigation, StandardPage
from home.wordpress.models import ImportedItem, ImportRun, Kind, Outcome

MODELS = {
    Kind.POST: (BlogPage,),
    Kind.PAGE: (StandardPage,),
    Kind.ATTACHMENT: (Image, Document),
    Kind.CATEGORY: (Category,),
    Kind.AUTHOR: (Author,),
    Kind.COMMENT: (Comment,),
    Kind.MENU: (Navigation,),
}


class Figures(TypedDict):
    """Of one kind: `there` on the old site, what became of them, and this site; None where none can be.

    `new` are those of them that this run moved in; the others that are done were here before it.
    """

    kind: str
    there: int
    outcomes: dict[str, int]
    new: int
    before: int | None
    now: int | None


def here() -> dict[str, int]:
    """What this site has, by kind."""
    return {
        kind.value: sum(model._default_manager.count() for model in models) for kind, models in MODELS.items()
    }


def figures(run: ImportRun, before: dict[str, int]) -> list[Figures]:
    """A line for each kind that the old site or this one has."""
    now = here()
    found: dict[str, dict[str, int]] = {}
    rows = ImportedItem.objects.of(run.source).values_list("kind", "outcome").annotate(number=Count("pk"))
    for kind, outcome, number in rows.order_by():
        found.setdefault(kind, {})[outcome] = number
    lines = []
    for kind in Kind.values:
        outcomes = {outcome: found.get(kind, {}).get(outcome, 0) for outcome in Outcome.values}
        there = sum(outcomes.values())
        if there or now.get(kind):
            lines.append(
                Figures(
                    kind=kind,
                    there=there,
                    outcomes=outcomes,
                    new=min(run.counts.get(kind, {}).get(Outcome.DONE, 0), outcomes[Outcome.DONE]),
                    before=before.get(kind),
                    now=now.get(kind),
                )
            )
    return lines
