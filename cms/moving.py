"""What goes along when the whole site moves: each app names the kinds of its own things."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Kind:
    """Things of one model; `without` are fields that are made anew or stay behind, in subclasses too."""

    name: str
    model_name: str
    without: tuple[str, ...] = ()
    wanted: Callable[["QuerySet[Any]"], "QuerySet[Any]"] = lambda rows: rows

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.model_name)

    def rows(self) -> "QuerySet[Any]":
        """All that goes along, in an order that does not change."""
        return self.wanted(self.model._base_manager.all()).order_by("pk")


# By name. Things are written in this order, though what they name may come later.
kinds: dict[str, Kind] = {}


def register(*more: Kind) -> None:
    kinds.update({kind.name: kind for kind in more})


def kind_of(model: type[Model]) -> Kind | None:
    """The kind that a model's things are of, also as a subclass."""
    return next((kind for kind in kinds.values() if issubclass(model, kind.model)), None)


register(
    Kind("collections", "wagtailcore.Collection", wanted=lambda rows: rows.filter(depth__gt=1)),
    Kind("pictures", "media.Image", without=("is_hidden",)),
    Kind(
        "documents",
        "media.Document",
        without=("is_hidden", "page_count", "pages_read", "text_state", "text_problem"),
    ),
    Kind(
        "pages",
        "wagtailcore.Page",
        without=("locked", "locked_at", "made_excerpt", "reading_minutes", "petition"),
        wanted=lambda rows: rows.filter(depth__gt=1),
    ),
    Kind("page_restrictions", "wagtailcore.PageViewRestriction"),
    Kind("collection_restrictions", "wagtailcore.CollectionViewRestriction"),
    Kind("sites", "wagtailcore.Site"),
    Kind("redirects", "wagtailredirects.Redirect"),
)
