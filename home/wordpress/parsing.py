"""A piece of an export as a tree, by the tags as they are written: WordPress's prefixes never change."""

import html
import re
from collections import defaultdict
from html.entities import html5
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

# A named sign that XML does not know, or an & that begins nothing.
NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)([A-Za-z][A-Za-z0-9]*;)?")
CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
# Letters that are parsed at once: of a long text no second copy is made.
SLICE = 65_536
# A category without attributes is a category all the same.
WITH_PARTS = frozenset({"category"})


class Node(dict[str, str]):
    """An element: the texts of its children by their tags; in `parts` those that have more than a text."""

    def __init__(self, attrs: dict[str, str]) -> None:
        super().__init__()
        self.attrs, self.text = attrs, ""
        self.parts: defaultdict[str, list[Node]] = defaultdict(list)

    def number(self, tag: str) -> int:
        found = self.get(tag, "").strip()
        return int(found) if found.isdecimal() and len(found) < 19 else 0


def parsed(text: str) -> Node:
    """An element with its children, by their tags as they are written. Raises ExpatError.

    Where it is no XML since signs were not written as XML wants them, they are, and it is read once more.
    """
    try:
        return _parse(text)
    except ExpatError:
        parts = CDATA.split(text)
        mended = "".join(part if part.startswith("<![CDATA[") else NAMED.sub(_mend, part) for part in parts)
        if mended == text:
            raise
        return _parse(mended)


def _mend(match: re.Match[str]) -> str:
    """A named sign of HTML as itself; an & that begins nothing as what it is."""
    named = html5.get(match[1] or "")
    return html.escape(named) if named else f"&amp;{match[1] or ''}"


def _parse(text: str) -> Node:
    parser: XMLParserType = ParserCreate("utf-8")
    parser.buffer_text = True
    stack: list[tuple[str, Node]] = []
    words: list[str] = []
    root: list[Node] = []

    def start(tag: str, attrs: dict[str, str]) -> None:
        words.clear()
        stack.append((tag, Node(attrs)))

    def end(tag: str) -> None:
        _, node = stack.pop()
        node.text = "".join(words)
        words.clear()
        if not stack:
            root.append(node)
        elif node or node.attrs or node.parts or tag in WITH_PARTS:
            stack[-1][1].parts[tag].append(node)
            stack[-1][1].setdefault(tag, node.text)
        else:
            stack[-1][1].setdefault(tag, node.text)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = words.append
    for begun in range(0, len(text), SLICE):
        parser.Parse(text[begun : begun + SLICE].encode())
    parser.Parse(b"", True)
    return root[0]
