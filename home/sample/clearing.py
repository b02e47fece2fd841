"""Removes what load_sample made, and nothing that is an editor's own."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Model, ProtectedError
from wagtail.models import Locale, Page, get_translatable_models

from home.models import HomePage, SampleItem
from home.sample.front import make_empty
from home.sample.uses import is_edited, users_of

# What uses others goes first: a picture is free when its pages are gone.
ORDER = (
    "promotion",
    "synonyms",
    "navigation",
    "settings",
    "post",
    "page",
    "reusable_text",
    "partner",
    "author",
    "category",
    "document",
    "picture",
    "logo",
    "locale",
)

Progress = Callable[[list[SampleItem]], Iterable[SampleItem]]


@dataclass
class Outcome:
    """How many things of each kind went, and one line for each that stays."""

    removed: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)


def items() -> list[SampleItem]:
    """What load_sample registered, in the order in which it can go: deep pages first."""
    depths = dict(Page.objects.values_list("pk", "depth"))

    def place(item: SampleItem) -> tuple[int, int]:
        kind = kind_of(item)
        depth = depths.get(item.object_id, 0) if kind in ("page", "post") else 0
        return ORDER.index(kind), -depth

    return sorted(SampleItem.objects.select_related("content_type"), key=place)


def kind_of(item: SampleItem) -> str:
    return item.key.split(":")[0]


def clear(progress: Progress) -> Outcome:
    """Each thing goes in a transaction of its own; what stays is the editors' from now on."""
    outcome = Outcome()
    for item in progress(items()):
        with transaction.atomic():
            made = item.item
            reason = _remove(made) if made is not None else ""
            item.delete()
        if made is None:
            continue
        if reason:
            outcome.kept.append(f"Kept: {made._meta.verbose_name} “{made}”, {reason}.")
        else:
            outcome.removed[kind_of(item)] += 1
    return outcome


def _remove(made: Model) -> str:
    """Removes one thing, or says why it stays."""
    if is_edited(made):
        return "since somebody has edited it"
    if isinstance(made, HomePage) and made.get_site() and made.get_site().root_page_id == made.pk:
        make_empty(made)
        return ""
    if isinstance(made, Page) and (children := made.get_children().count()):
        return f"since there {'is a page' if children == 1 else f'are {children} pages'} below it"
    if isinstance(made, Locale) and _is_spoken(made):
        return "since there is content in it"
    if not isinstance(made, Page) and (users := users_of(made)):
        return f"since it is used by {_names(users)}"
    try:
        with transaction.atomic():
            made.delete()
    except ProtectedError as error:
        return f"since it is used by {_names(error.protected_objects)}"
    return ""


def _names(users: Iterable[Model]) -> str:
    names = sorted({f"“{user}”" for user in users})
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _is_spoken(locale: Locale) -> bool:
    models = get_translatable_models(include_subclasses=False)
    return any(model._default_manager.filter(locale=locale).exists() for model in models)
