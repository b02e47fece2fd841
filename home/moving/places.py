"""Where things stand in the trees of pages and collections, worked out before any is written."""

from collections import defaultdict
from typing import Any

from django.db.models import ForeignKey
from wagtail.models import Collection, Page

from cms.moving import kind_of, kinds
from home.moving.archive import Reader
from home.moving.keys import ROOT, Keys, MovingError
from home.moving.things import text_of

# By the name of the kind and the key: what treebeard's columns hold.
Places = dict[tuple[str, str], dict[str, Any]]


def places_of(archive: Reader, keys: Keys) -> Places:
    """Notes the key of every thing, and gives the places of those that stand in trees.

    Raises MovingError for what stands below nothing, or below itself.
    """
    places: Places = {}
    for kind in kinds.values():
        below: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        slugs: dict[str, str] = {}
        led: defaultdict[str, dict[str, str]] = defaultdict(dict)
        of_own_kind = [
            field.name
            for field in kind.model._meta.concrete_fields
            if isinstance(field, ForeignKey) and kind_of(field.related_model) is kind
        ]
        for name in archive.names(f"content/{kind.name}"):
            thing = archive.json(name)
            key, number = text_of(thing, "key"), thing.get("number")
            if (
                type(number) is not int
                or not 0 < number < 1 << 31
                or name != f"content/{kind.name}/{key}.json"
            ):
                raise MovingError(f"{name} does not hold what its name says.")
            keys.add(kind.name, number, key)
            fields = thing.get("fields")
            fields = fields if isinstance(fields, dict) else {}
            if issubclass(kind.model, Page | Collection):
                position = thing.get("position")
                if type(position) is not int:
                    raise MovingError(f"{name} does not say where it stands.")
                below[text_of(thing, "parent")].append((position, key))
                slugs[key] = str(fields.get("slug", ""))
            for field in of_own_kind:
                if isinstance(other := fields.get(field), str):
                    led[field][key] = other
        for field, links in led.items():
            _refuse_loops(kind.name, field, links)
        if issubclass(kind.model, Page | Collection):
            _place(kind.name, kind.model, below, slugs, places)
            if lost := slugs.keys() - {key for drawer, key in places if drawer == kind.name}:
                raise MovingError(f"content/{kind.name}/{min(lost)}.json stands below nothing.")
    return places


def _place(
    drawer: str,
    model: type[Page] | type[Collection],
    below: dict[str, list[tuple[int, str]]],
    slugs: dict[str, str],
    places: Places,
) -> None:
    root = model.objects.get(depth=1)
    model.objects.filter(pk=root.pk).update(numchild=len(below.get(ROOT, ())))
    waiting = [(ROOT, root.path, 1, "/")]
    while waiting:
        parent, path, depth, url_path = waiting.pop()
        taken: set[str] = set()
        for step, (_, key) in enumerate(sorted(below.get(parent, ())), start=1):
            if model is Page and slugs[key] in taken:
                raise MovingError(f"content/{drawer}/{key}.json has the address of another page.")
            taken.add(slugs[key])
            own = model._get_path(path, depth + 1, step)
            place = {"path": own, "depth": depth + 1, "numchild": len(below.get(key, ()))}
            if model is Page:
                place["url_path"] = f"{url_path}{slugs[key]}/"
            places[drawer, key] = place
            waiting.append((key, own, depth + 1, place.get("url_path", "")))


def _refuse_loops(drawer: str, field: str, links: dict[str, str]) -> None:
    """Raises MovingError where something is, by and by, its own parent or its own alias."""
    fine: set[str] = set()
    for start in links:
        way, here = [start], start
        while (here := links.get(here, "")) and here not in fine:
            if here in way:
                raise MovingError(f"content/{drawer}/{here}.json leads back to itself by “{field}”.")
            way.append(here)
        fine.update(way)
