"""A fingerprint of what was made here: where it differs later, somebody has edited it."""

import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from django.db.models import Model
from wagtail.blocks import StreamValue

FIELDS = (
    *("title", "slug", "excerpt", "description", "body", "date", "byline_id", "is_featured", "has_comments"),
    *("lead_picture_id", "lead_picture_caption", "keywords", "live", "go_live_at", "latest_revision_id"),
)


def written(thing: Model, categories: Iterable[int] | None = None) -> str:
    """The same for the same content, whether it was just saved or read again.

    `categories` are those that a post will have.
    """
    found: dict[str, Any] = {
        name: _plain(thing, name, getattr(thing, name)) for name in FIELDS if hasattr(thing, name)
    }
    if hasattr(thing, "categories"):
        found["categories"] = sorted(categories or [category.pk for category in thing.categories.all()])
    text = json.dumps(found, sort_keys=True, default=str)
    return blake2b(text.encode(errors="replace"), digest_size=16).hexdigest()


def _plain(thing: Model, name: str, value: Any) -> Any:
    if isinstance(value, StreamValue):
        return _without_ids(value.stream_block.get_prep_value(value))
    return value


def _without_ids(value: Any) -> Any:
    """Numbers of blocks are made anew where there are none."""
    if isinstance(value, dict):
        return {key: _without_ids(part) for key, part in value.items() if key != "id"}
    return [_without_ids(part) for part in value] if isinstance(value, list) else value
