"""Tables: those of figures become tables, those that only laid out a page become what stood in them."""

import re
from typing import NamedTuple

from home.wordpress.bodies.handlers import handles
from home.wordpress.bodies.lines import Part
from home.wordpress.bodies.names import names
from home.wordpress.bodies.trees import Node
from home.wordpress.bodies.walking import Walk

FIGURES = re.compile(
    r"[~≈<>±+-]?\s*(?:HK\$|US\$|[$€£¥₹])?\s*[\d.,\s\u00a0'/:–-]*\d[\d.,\s]*\s*(?:%|[A-Za-z$€]{0,4})?"
)
# In a table of figures, nothing of this stands in the cells.
LAYOUT = names("table h1 h2 h3 iframe video [gallery [caption form blockquote")
MOST_COLUMNS = 40


class Row(NamedTuple):
    is_head: bool
    cells: list[Node]


@handles("table")
def table(walk: Walk, node: Node) -> None:
    rows: list[Row] = []
    captions: list[Node] = []
    rest: list[Node | str] = []
    _gather(node, rows, captions, rest, in_head=False)
    width = max((sum(map(_span, row.cells)) for row in rows), default=0)
    walk.writer.edge()
    if walk.writer.is_plain or walk.writer.in_list or not _is_of_figures(node, rows, width):
        walk.block(node)
        return
    with walk.without_new_lines():
        before = walk.captured(rest, is_plain=False)
        caption, blocks = walk.plain(captions)
        after: list[Part] = [*blocks]
        texts = [_texts(walk, row, width, after) for row in rows]
    if not caption:
        caption = walk.take_caption()
    walk.place_all(before)
    _place(walk, rows, texts, caption)
    walk.place_all(after)


def _gather(
    node: Node, rows: list[Row], captions: list[Node], rest: list[Node | str], *, in_head: bool
) -> None:
    """The rows; what browsers show before a table since it stands between its cells goes to `rest`."""
    for child in node.children:
        if isinstance(child, str):
            rest.append(child)
        elif child.name in ("thead", "tbody", "tfoot"):
            _gather(child, rows, captions, rest, in_head=child.name == "thead")
        elif child.name == "tr":
            cells = [cell for cell in child.children if isinstance(cell, Node) and cell.name in ("td", "th")]
            rest += [
                other for other in child.children if isinstance(other, str) or other.name not in ("td", "th")
            ]
            if cells:
                is_head = in_head or (not rows and all(cell.name == "th" for cell in cells))
                rows.append(Row(is_head and not any(not row.is_head for row in rows), cells))
        elif child.name == "caption":
            captions.append(child)
        elif child.name in ("td", "th"):
            rows.append(Row(False, [child]))
        elif child.name not in ("colgroup", "col"):
            rest.append(child)


def _span(cell: Node) -> int:
    written = cell.get("colspan") if cell.raw else ""
    return min(int(written), MOST_COLUMNS) or 1 if written.isdecimal() and len(written) < 4 else 1


def _is_of_figures(node: Node, rows: list[Row], width: int) -> bool:
    if len(rows) < 2 or not 2 <= width <= MOST_COLUMNS:
        return False
    pictures = 0
    for element in node.elements():
        if element.name in LAYOUT:
            return False
        pictures += element.name == "img"
    return pictures * 2 <= sum(len(row.cells) for row in rows)


def _texts(walk: Walk, row: Row, width: int, after: list[Part]) -> list[str]:
    """The words of each cell; one that is wide is followed by empty ones."""
    texts: list[str] = []
    for cell in row.cells:
        text, blocks = walk.plain([cell])
        texts += [text, *[""] * (_span(cell) - 1)]
        after += blocks
    return texts + [""] * (width - len(texts))


def _place(walk: Walk, rows: list[Row], texts: list[list[str]], caption: str) -> None:
    width = len(texts[0])
    has_head = rows[0].is_head and len(rows) > 1
    head, body = (texts[0], texts[1:]) if has_head else ([""] * width, texts)
    columns = [
        {"type": "number" if _are_figures([row[place] for row in body]) else "text", "heading": head[place]}
        for place in range(width)
    ]
    names_rows = all(row.cells[0].name == "th" for row in rows[int(has_head) :])
    cells = {"columns": columns, "rows": [{"values": row} for row in body], "caption": caption}
    walk.place("table", table=cells, first_column_is_header=names_rows)


def _are_figures(texts: list[str]) -> bool:
    written = [text for text in texts if text.strip(" –—-")]
    return bool(written) and all(len(text) < 30 and FIGURES.fullmatch(text) for text in written)
