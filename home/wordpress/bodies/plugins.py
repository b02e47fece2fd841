"""Shortcodes of plugins, which nothing here can show, and doors that kept words from readers."""

import re

from home.wordpress.bodies.handlers import handles
from home.wordpress.bodies.reasons import Reason
from home.wordpress.bodies.results import Unplaced
from home.wordpress.bodies.shortcodes import SAID
from home.wordpress.bodies.trees import Node
from home.wordpress.bodies.walking import Walk

NAMED = re.compile(r"\[[\w-]+")


@handles("[?")
def unknown_shortcode(walk: Walk, node: Node) -> None:
    """Its name stands in the text, so that somebody sees where it was; what it was told is only listed."""
    original = walk.source[node.start : node.end]
    named = NAMED.match(original)
    walk.writer.add(f"{named[0]}]" if named and SAID.search(node.raw) else original)
    walk.result.unplaced.append(Unplaced(Reason.SHORTCODE, original))


@handles("[door")
def door(walk: Walk, node: Node) -> None:
    """What the old site showed to some alone is listed, and nobody finds it here."""
    walk.result.has_doors = True
    walk.result.unplaced.append(Unplaced(Reason.RESTRICTED, walk.source[node.start : node.end]))
