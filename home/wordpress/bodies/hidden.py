"""What the old site had in its pages and did not show."""

import re

from home.wordpress.bodies.trees import Node

HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{3,}|font-size\s*:\s*0(?:px|;|$)",
    re.IGNORECASE,
)

WORD = re.compile(r"\w+")
# Their titles come with them, or they are listed themselves.
TITLED = frozenset({"img", "image", "iframe", "embed", "object", "link", "style", "script"})


def says_more(node: Node) -> bool:
    """Whether an element has a title, shown only under a pointer, with words that do not stand in it."""
    if node.name[0] in "[!" or node.name.startswith("wp:") or node.name in TITLED:
        return False
    title = node.get("title")
    return bool(title) and adds_words(title, node.text())


def adds_words(title: str, *said: str) -> bool:
    """Whether there are words in a title that are said nowhere else."""
    words = " ".join(said).lower()
    title = " ".join(title.lower().split())
    return title not in words and not set(WORD.findall(title)) <= set(WORD.findall(words))


def is_hidden(node: Node) -> bool:
    """Whether an element was kept from readers: also by moving it far away, as those do who hide links."""
    raw = node.raw
    if node.name[0] in "[!":
        return False
    if "style" in raw and HIDDEN.search(node.get("style")):
        return True
    return "hidden" in raw and "hidden" in node.attributes
