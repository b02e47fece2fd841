"""Pictures that bodies hold in themselves come in as other uploads do, before the bodies."""

from collections.abc import Callable
from itertools import islice

from home.wordpress import media
from home.wordpress.bodies.embedded import address_of, content_of, pictures_in
from home.wordpress.models import ImportedItem, Kind
from home.wordpress.moving import Moving
from home.wordpress.reading import read
from home.wordpress.shapes import OldItem
from home.wordpress.words import cut, line

# Of one body; more are listed with it.
MOST = 100


def move_in(moving: Moving, say: Callable[[int], None]) -> None:
    """Places those of posts and pages that are asked for, each once."""
    numbers, done = moving.listing.with_pictures, 0
    for path in moving.options.files if numbers else ():
        for found in read(path, numbers):
            if isinstance(found, OldItem) and found.id in numbers and not moving.options.is_old(found):
                _take(found, moving)
                done += 1
                say(done)


def _take(post: OldItem, moving: Moving) -> None:
    for name, node in islice(pictures_in(post.content), MOST):
        known = ImportedItem.objects.of(moving.source, Kind.ATTACHMENT).filter(old_file=name).first()
        row = known or _row(name, line(node.get("alt")), post, moving)
        if media.is_wanted(row):
            media.take(row, _One(content_of(address_of(node))), moving)


def _row(name: str, alt: str, post: OldItem, moving: Moving) -> ImportedItem:
    row = moving.item(Kind.ATTACHMENT, name, cut(line(post.title), 255))
    row.old_file = name
    words = {"title": row.title, "alt": alt, "caption": "", "description": ""}
    row.facts = {**words, "url": "", "parent": 0, "order": 0, "digest": name[-32:]}
    return row


class _One:
    """A copy of uploads that holds one file."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def get(self, path: str) -> bytes | None:
        return self.content
