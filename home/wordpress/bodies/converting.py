"""From an old body to a new one."""

import re

# They tell the walk which elements they take.
from home.wordpress.bodies import (  # noqa: F401
    blocks,
    elements,
    frames,
    galleries,
    lists,
    pictures,
    plugins,
    quotations,
    tables,
)
from home.wordpress.bodies.elsewhere import stand_alone
from home.wordpress.bodies.results import Context, Converted, LinkFound
from home.wordpress.bodies.stream import heading_ids, raw_stream
from home.wordpress.bodies.trees import parse
from home.wordpress.bodies.walking import Walk

# No sign that XML or a database refuses.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def convert(html: str, context: Context) -> Converted:
    """The blocks of an old body, and everything of it that found no place in them.

    Equal bodies give equal blocks, ids too. Takes what classic editor, block editor, shortcodes and page
    builders wrote, and broken markup: never raises.
    """
    source = CONTROL.sub("", html).replace("\r\n", "\n").replace("\r", "\n")
    result = Converted()
    walk = Walk(source, context, result, stand_alone)
    walk.children(parse(source))
    parts = walk.writer.finish()
    levels = sorted({found.level for found in walk.headings})
    ids = heading_ids(parts)
    anchors: dict[str, str] = {}
    for found in walk.headings:
        found.block.value["level"] = "2" if found.level == levels[0] else "3"
        for name in found.names:
            anchors.setdefault(name, ids[id(found.block)])
    for link in walk.addresses.anchors:
        result.links.append(LinkFound(link.address, "heading" if link.anchor in anchors else "lost"))
    result.body = raw_stream(parts, context.language, anchors)
    return result
