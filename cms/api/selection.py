"""The parameter `fields`: which keys of an answer are wanted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_type_hints

from cms.api.parameters import Parameter, refused, text
from cms.api.problems import ProblemError

FIELDS = text("names of fields between commas, such as _,id,title or -excerpt").meaning(
    "The keys that the answer has; what it leaves out is missing, though the schema requires it."
)


@dataclass(frozen=True)
class Selection:
    """The keys of an object, and of the `meta` inside it, that are wanted."""

    keys: frozenset[str]

    @classmethod
    def read(cls, value: str | None, shape: type, parameter: Parameter = FIELDS) -> "Selection | None":
        """What `fields` asks for, of the keys that a shape has; None for all of them.

        A name adds, a name behind a minus takes away, `_` begins with nothing. Raises ProblemError.
        """
        if value is None:
            return None
        known = keys_of(shape)
        wanted = set(known)
        for number, part in enumerate(value.split(",")):
            name = part.removeprefix("-")
            if part == "_" and number == 0:
                wanted = set()
            elif part == "*":
                wanted = set(known)
            elif not name:
                raise refused("fields", value, parameter.takes)
            elif name not in known:
                detail = f"There is no field {name[:60]!r} here. fields takes: {', '.join(known)}."
                raise ProblemError("bad-value", detail, "fields", known)
            elif part.startswith("-"):
                wanted.discard(name)
            else:
                wanted.add(name)
        return cls(frozenset(wanted))

    def of(self, shape: Mapping[str, Any]) -> dict[str, Any]:
        """An object with nothing but what is wanted."""
        found = {key: value for key, value in shape.items() if key in self.keys}
        if isinstance(shape.get("meta"), dict):
            meta = {key: value for key, value in shape["meta"].items() if key in self.keys}
            if meta:
                found = {**{key: found[key] for key in found if key == "id"}, "meta": meta, **found}
        return found


@cache
def keys_of(shape: type) -> Collection[str]:
    """The names that `fields` takes for a shape: its keys, and those of its meta."""
    names: dict[str, None] = {}
    for name, annotation in annotations_of(shape).items():
        if name == "meta":
            names.update(dict.fromkeys(annotations_of(annotation)))
        else:
            names[name] = None
    return list(names)


def annotations_of(shape: type) -> dict[str, Any]:
    """The types of a TypedDict's keys, in their order."""
    return get_type_hints(shape)
