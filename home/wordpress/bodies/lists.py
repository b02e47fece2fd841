"""Lists, whatever stands between their items."""

import re

from home.wordpress.bodies.handlers import handles
from home.wordpress.bodies.lines import Listing
from home.wordpress.bodies.reasons import Reason
from home.wordpress.bodies.trees import Node
from home.wordpress.bodies.walking import Walk

NUMBERED = re.compile(
    r"list-style(?:-type)?\s*:\s*(?!decimal\b|inherit|initial|(?:in|out)side)", re.IGNORECASE
)


@handles("ul ol menu dir")
def listing(walk: Walk, node: Node) -> None:
    found = Listing(ordered=node.name == "ol")
    if found.ordered and _is_numbered_otherwise(node):
        walk.unplaced(Reason.LIST_NUMBERS, node)
    walk.writer.begin_list()
    for child in _items(node):
        if isinstance(child, str) and not child.strip():
            continue
        walk.writer.begin_item()
        if isinstance(child, str):
            walk.text(child)
        elif child.name == "li":
            walk.inline(child)
        else:
            walk.node(child)
        item = walk.writer.end_item()
        if item and found.items and not isinstance(child, str) and child.name in ("ul", "ol"):
            found.items[-1] += item
        elif item:
            found.items.append(item)
    walk.writer.end_list(found)


def _is_numbered_otherwise(node: Node) -> bool:
    """Whether a list had numbers that ours has not: later ones, letters, backwards, or an item's own."""
    if node.get("start").strip() not in ("", "1") or node.get("type").strip() not in ("", "1"):
        return True
    if "reversed" in node.attributes or NUMBERED.search(node.get("style")):
        return True
    return any(
        isinstance(child, Node) and child.name == "li" and child.get("value") for child in _items(node)
    )


def _items(node: Node) -> list[Node | str]:
    """Its children, without the marks that the block editor puts around each."""
    items: list[Node | str] = []
    for child in node.children:
        is_mark = not isinstance(child, str) and child.name == "wp:list-item"
        items += child.children if is_mark else [child]  # type: ignore[union-attr]  # a mark is no text
    return items
