"""What the head of an export says of categories, tags and other terms."""

import html
from collections.abc import Callable

from home.wordpress.parsing import Node
from home.wordpress.shapes import OldTerm


def _category(node: Node) -> OldTerm:
    return OldTerm(
        "category",
        node.get("wp:category_nicename", ""),
        html.unescape(node.get("wp:cat_name", "")),
        node.number("wp:term_id") or None,
        node.get("wp:category_parent", ""),
        html.unescape(node.get("wp:category_description", "")),
    )


def _tag(node: Node) -> OldTerm:
    return OldTerm(
        "post_tag",
        node.get("wp:tag_slug", ""),
        html.unescape(node.get("wp:tag_name", "")),
        node.number("wp:term_id") or None,
        description=html.unescape(node.get("wp:tag_description", "")),
    )


def _term(node: Node) -> OldTerm:
    return OldTerm(
        node.get("wp:term_taxonomy", ""),
        node.get("wp:term_slug", ""),
        html.unescape(node.get("wp:term_name", "")),
        node.number("wp:term_id") or None,
        node.get("wp:term_parent", ""),
        html.unescape(node.get("wp:term_description", "")),
    )


TERMS: dict[str, Callable[[Node], OldTerm]] = {"wp:category": _category, "wp:tag": _tag, "wp:term": _term}
