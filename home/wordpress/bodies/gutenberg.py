"""Comments that open and close blocks of the block editor."""

import json
import re
from dataclasses import dataclass
from typing import Any

from home.wordpress.bodies.names import names

COMMENT = re.compile(
    r"\s*(/)?wp:([a-z][a-z0-9_-]*/)?([a-z][a-z0-9_-]*)(?:\s+(\{.*\}))?\s*(/)?\s*", re.IGNORECASE | re.DOTALL
)
LONGEST = 1_000_000

# Left out knowingly: they show nothing, or only how far apart things stand.
EMPTY = {"separator": "separator", "spacer": "spacer", "more": "more", "nextpage": "nextpage"}
# What WordPress made anew for each visitor.
WIDGETS = names(
    "archives calendar categories latest-comments latest-posts rss search tag-cloud page-list query loginout"
    " navigation navigation-link site-logo site-title site-tagline template-part post-content post-title"
    " comments post-comments post-comments-form term-description legacy-widget widget-group avatar"
)


@dataclass(frozen=True, slots=True)
class BlockMark:
    """The beginning or the end of a block; `name` is without "core/"."""

    name: str
    closes: bool
    is_whole: bool
    attributes: dict[str, Any]


def block_mark(comment: str) -> BlockMark | None:
    """What a comment says of a block; None for all other comments. Broken attributes are none."""
    if "wp:" not in comment[:40] or len(comment) > LONGEST or not (found := COMMENT.fullmatch(comment)):
        return None
    closes, space, name, written, is_whole = found.groups()
    space = "" if (space or "core/").lower() == "core/" else space
    return BlockMark(f"wp:{space}{name}".lower(), bool(closes), bool(is_whole), _read(written))


def _read(written: str | None) -> dict[str, Any]:
    try:
        found = json.loads(written or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
