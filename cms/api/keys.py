"""Surrogate keys: what an answer was made of, for caches that forget answers by what they show."""

from typing import Any

from django.http import HttpResponse

# Every answer of the API has it: what changes may show anywhere, in lists, counts and neighbours.
EVERYTHING = "api"
LONGEST = 1024


def add_keys(response: HttpResponse, resource: str) -> None:
    """Names in the headers what an answer shows: its resource, and the pages and pictures in it."""
    keys = [EVERYTHING, resource] if resource else [EVERYTHING]
    shown: dict[str, None] = {}
    _note([getattr(response, "data", None)], shown)
    if len(" ".join([*keys, *shown])) <= LONGEST:
        keys += shown
    response["Surrogate-Key"] = " ".join(keys)
    response["Cache-Tag"] = ",".join(keys)


def _note(value: dict[str, Any] | list[Any], keys: dict[str, None]) -> None:
    """Notes the keys of all pages and pictures in a part of an answer, known by their shapes."""
    if isinstance(value, dict) and (number := value.get("id")) and isinstance(number, int):
        about = value.get("meta")
        if "html_url" in (about if isinstance(about, dict) else value):
            keys[f"page-{number}"] = None
        elif "srcset" in value:
            keys[f"picture-{number}"] = None
            return  # its many files are most of an answer, and nothing else is in them
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, dict | list):
            _note(part, keys)
