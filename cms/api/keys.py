"""Surrogate keys: what an answer was made of, for caches that forget answers by what they show."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpResponse

# Every answer of the API has it: what changes may show anywhere, in lists, counts and neighbours.
EVERYTHING = "api"
LONGEST = 1024


def add_keys(response: HttpResponse, resource: str) -> None:
    """Names in the headers what an answer shows: its resource, and the pages and pictures in it."""
    keys = [EVERYTHING, resource] if resource else [EVERYTHING]
    more = [*keys, *dict.fromkeys(_shown(getattr(response, "data", None)))]
    if len(" ".join(more)) <= LONGEST:
        keys = more
    response["Surrogate-Key"] = " ".join(keys)
    response["Cache-Tag"] = ",".join(keys)


def _shown(value: Any) -> Iterator[str]:
    """The keys of all pages and pictures in a part of an answer, known by their shapes."""
    if isinstance(value, Mapping):
        if (number := value.get("id")) and isinstance(number, int):
            about = value.get("meta")
            if "html_url" in (about if isinstance(about, Mapping) else value):
                yield f"page-{number}"
            elif "srcset" in value:
                yield f"picture-{number}"
        for part in value.values():
            yield from _shown(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _shown(part)
