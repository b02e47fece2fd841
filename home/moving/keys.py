"""Which key stands for which row: numbers of rows say nothing in another database."""

import json
from collections import defaultdict
from pathlib import PurePosixPath
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Collection, Locale, Page, TranslatableMixin

from cms.media.models import Document, Image
from cms.moving import kind_of, kinds

ROOT = "root"


class MovingError(Exception):
    """Why the site cannot be taken out or put in, in one sentence."""


class Keys:
    """Both ways between rows and their keys, for each model that something may name.

    Keys are `translation_key.language` for what has translations, the stored name of an upload, the code
    of a language, the label of a model, the name of a group of users, and else the number that the thing
    had from the start.
    """

    def __init__(self) -> None:
        self._keys: defaultdict[str, dict[Any, str]] = defaultdict(dict)
        self._rows: defaultdict[str, dict[str, Any]] = defaultdict(dict)

    def add(self, drawer: str, pk: Any, key: str) -> None:
        if pk in self._keys[drawer] or key in self._rows[drawer]:
            raise MovingError(f"{drawer}: “{key}” is there twice.")
        self._keys[drawer][pk] = key
        self._rows[drawer][key] = pk

    def key(self, model: type[Model], pk: Any) -> str | None:
        """None for what is not there any more, or does not go along."""
        return self._keys[drawer_of(model)].get(pk)

    def row(self, model: type[Model], key: str) -> Any:
        """Raises MovingError for a key that nothing has."""
        try:
            return self._rows[drawer_of(model)][key]
        except (KeyError, TypeError):
            raise MovingError(f"names {json.dumps(key)} of {drawer_of(model)}, which is not there.") from None


def drawer_of(model: type[Model]) -> str:
    kind = kind_of(model)
    return kind.name if kind else model._meta.label


def add_what_is_always_there(keys: Keys) -> None:
    """The roots of both trees, languages and groups."""
    for model in (Page, Collection):
        keys.add(drawer_of(model), model.objects.get(depth=1).pk, ROOT)
    for pk, code in Locale.objects.values_list("pk", "language_code"):
        keys.add(drawer_of(Locale), pk, code)
    for kind in ContentType.objects.all():
        keys.add(drawer_of(ContentType), kind.pk, f"{kind.app_label}.{kind.model}")
    for pk, name in Group.objects.values_list("pk", "name"):
        keys.add(drawer_of(Group), pk, name)


def keys_of_database() -> Keys:
    keys = Keys()
    add_what_is_always_there(keys)
    for kind in kinds.values():
        if issubclass(kind.model, TranslatableMixin):
            rows = kind.rows().values_list("pk", "translation_key", "locale__language_code")
            named = ((pk, f"{uuid}.{code}") for pk, uuid, code in rows)
        elif issubclass(kind.model, Image | Document):
            named = ((pk, PurePosixPath(name).name) for pk, name in kind.rows().values_list("pk", "file"))
        else:
            named = ((pk, str(pk)) for pk in kind.rows().values_list("pk", flat=True))
        for pk, key in named:
            keys.add(kind.name, pk, key)
    return keys
