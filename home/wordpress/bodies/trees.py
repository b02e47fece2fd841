"""The tree of an old body: elements, blocks and shortcodes alike, never deeper than LIMIT."""

import html
import re
from collections.abc import Iterator
from typing import Any

from home.wordpress.bodies.gutenberg import block_mark
from home.wordpress.bodies.names import names
from home.wordpress.bodies.tokens import Scanner, Token

LIMIT = 60
ATTRIBUTE = re.compile(r"""([^\s=/>"'][^\s=/>]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
CELLS = frozenset(["td", "th", "caption"])
ROWS = frozenset(["tr", "thead", "tbody", "tfoot", "table", "td", "th", "caption"])
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
BLOCKS = HEADINGS | names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form"
    " header hr main menu nav ol p pre section summary table ul"
)
# What the beginning of an element ends, and what it does not look beyond.
ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(["li"]), frozenset(["ul", "ol", "menu", "dir"])),
    "dt": (frozenset(["dt", "dd"]), frozenset(["dl"])),
    "dd": (frozenset(["dt", "dd"]), frozenset(["dl"])),
    "td": (frozenset(["td", "th"]), frozenset(["tr", "table"])),
    "th": (frozenset(["td", "th"]), frozenset(["tr", "table"])),
    "tr": (frozenset(["tr"]), frozenset(["table"])),
    "thead": (frozenset(["thead", "tbody", "tfoot", "caption"]), frozenset(["table"])),
    "tbody": (frozenset(["thead", "tbody", "tfoot", "caption"]), frozenset(["table"])),
    "tfoot": (frozenset(["thead", "tbody", "tfoot", "caption"]), frozenset(["table"])),
    "option": (frozenset(["option"]), frozenset(["select"])),
    "a": (frozenset(["a"]), CELLS),
    **dict.fromkeys(BLOCKS, (frozenset(["p"]), CELLS | {"a", "button", "li", "object"})),
}


def is_mark(name: str) -> bool:
    """Whether a name is that of a block or a shortcode, which tags do not end."""
    return name[0] == "[" or name.startswith("wp:")


class Node:
    """An element. A block's name begins with "wp:", a shortcode's with "["."""

    __slots__ = ("_attributes", "children", "end", "name", "raw", "start")

    def __init__(self, name: str, raw: str, start: int, end: int) -> None:
        self.name = name
        self.raw = raw
        self.start = start
        self.end = end
        self.children: list[Node | str] = []
        self._attributes: dict[str, Any] | None = None

    @property
    def attributes(self) -> dict[str, Any]:
        """By lower-case name, the first of equal ones; of a block what its comment holds."""
        if self._attributes is None:
            self._attributes = {}
            for name, *values in ATTRIBUTE.findall(self.raw):
                self._attributes.setdefault(name.lower(), html.unescape("".join(values)))
        return self._attributes

    def get(self, name: str) -> str:
        """An attribute of an element as text, empty where there is none."""
        return str(self.attributes.get(name) or "")

    def has_class(self, *names: str) -> bool:
        return bool(self.raw) and not {*names}.isdisjoint(self.get("class").split())

    def elements(self) -> Iterator["Node"]:
        """Everything inside, in the order of reading."""
        waiting = [iter(self.children)]
        while waiting:
            for child in waiting[-1]:
                if not isinstance(child, str):
                    yield child
                    if child.children:
                        waiting.append(iter(child.children))
                        break
            else:
                waiting.pop()

    def first(self, *names: str) -> "Node | None":
        return next((node for node in self.elements() if node.name in names), None)

    def text(self) -> str:
        """The words inside, those of pictures too."""
        texts = (
            child if isinstance(child, str) else child.get("alt") + child.text() for child in self.children
        )
        return "".join(texts)

    def has_words(self) -> bool:
        return any(child.strip() if isinstance(child, str) else child.has_words() for child in self.children)


class Builder:
    """Puts what the scanner finds into one another."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.root = Node("", "", 0, len(source))
        self.stack = [self.root]
        self.too_deep = 0

    def tree(self) -> Node:
        for token in Scanner(self.source):
            match token.kind:
                case "text":
                    self._text(token.raw)
                case "open" | "shortcode":
                    self._imply_ends(token.name, token.start)
                    self._open(Node(token.name, token.raw, token.start, token.end))
                case "close" | "end":
                    self._close(token.name, token.start, token.end)
                case "comment":
                    self._comment(token)
                case _:
                    self._imply_ends(token.name, token.start)
                    self.stack[-1].children.append(Node(token.name, token.raw, token.start, token.end))
        self._pop(1, len(self.source))
        return self.root

    def _text(self, raw: str) -> None:
        self.stack[-1].children.append(html.unescape(raw) if "&" in raw else raw)

    def _open(self, node: Node) -> None:
        self.stack[-1].children.append(node)
        if len(self.stack) < LIMIT:
            self.stack.append(node)
        else:
            self.too_deep += 1

    def _pop(self, place: int, end: int, last: int = 0) -> None:
        """Ends everything from a place of the stack on; the outermost at `last`, if that is given."""
        for node in self.stack[place:]:
            node.end = end
        if last:
            self.stack[place].end = last
        del self.stack[place:]

    def _imply_ends(self, name: str, at: int) -> None:
        if name not in ENDS or self.too_deep:
            return
        ended, wall = ENDS[name]
        for place in range(len(self.stack) - 1, 0, -1):
            open_name = self.stack[place].name
            if open_name in ended:
                self._pop(place, at)
                return
            if open_name in wall or is_mark(open_name):
                return

    def _close(self, name: str, at: int, end: int) -> None:
        if name == "br":
            self.stack[-1].children.append(Node("br", "", at, end))
            return
        if self.too_deep and name[0] != "[":
            self.too_deep -= 1
            return
        for place in range(len(self.stack) - 1, 0, -1):
            open_name = self.stack[place].name
            if open_name == name:
                self._pop(place, at, end)
                self.too_deep = 0
                return
            if name[0] != "[" and is_mark(open_name):
                return
            if (open_name in CELLS and name not in ROWS) or (open_name == "table" and name in ROWS):
                return

    def _comment(self, token: Token) -> None:
        mark = block_mark(token.raw)
        if mark is None:
            self.stack[-1].children.append(Node("!", token.raw, token.start, token.end))
        elif mark.closes:
            places = [place for place, node in enumerate(self.stack) if node.name == mark.name]
            if places:
                self._pop(places[-1], token.start, token.end)
                self.too_deep = 0
        else:
            if not mark.is_whole:
                self._imply_ends("div", token.start)
            node = Node(mark.name, "", token.start, token.end)
            node._attributes = mark.attributes
            if mark.is_whole:
                self.stack[-1].children.append(node)
            else:
                self._open(node)


def parse(source: str) -> Node:
    """The tree of a source; its root has no name."""
    return Builder(source).tree()
