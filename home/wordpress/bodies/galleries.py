"""Galleries: of the block editor, as shortcodes, and as themes once wrote them out."""

from itertools import chain, islice
from typing import Any, NamedTuple

from home.wordpress.bodies import shortcodes
from home.wordpress.bodies.handlers import handles
from home.wordpress.bodies.pictures import missing, picture_value, place_later, value_of
from home.wordpress.bodies.reasons import Reason
from home.wordpress.bodies.results import Unplaced
from home.wordpress.bodies.stream import FEWEST_PICTURES, MOST_PICTURES
from home.wordpress.bodies.trees import Node
from home.wordpress.bodies.walking import Walk

CELLS = frozenset(["li", "figure", "dl", "td", "wp:image"])


class Cell(NamedTuple):
    """A picture of a gallery, with everything that stands beside it."""

    image: Node
    whole: Node


def place_gallery(walk: Walk, pictures: list[dict[str, Any]]) -> None:
    """As many galleries as it takes; a single picture is no gallery."""
    while pictures:
        some, pictures = pictures[:MOST_PICTURES], pictures[MOST_PICTURES:]
        if len(some) >= FEWEST_PICTURES:
            walk.place("gallery", title="", pictures=some)
        else:
            walk.place("picture", **some[0])
    place_later(walk)


@handles("gallery wp:gallery")
def gallery(walk: Walk, node: Node) -> None:
    """Its pictures with their captions; its own caption follows it, since a title would be a heading."""
    cells: list[Cell] = []
    rest: list[Node | str] = []
    _gather(node, cells, rest)
    before, walk.in_gallery = walk.in_gallery, True
    with walk.without_new_lines():
        if not cells and (numbers := _numbers(node.attributes.get("ids"))):
            _of_numbers(walk, numbers, node)
        pictures = [value for cell in cells if (value := _of_cell(walk, cell))]
        parts = walk.captured(rest, is_plain=False)
    walk.in_gallery = before
    place_gallery(walk, pictures)
    walk.place_all(parts)


def _gather(node: Node, cells: list[Cell], rest: list[Node | str]) -> None:
    for child in node.children:
        if isinstance(child, str):
            rest.append(child)
            continue
        images = list(
            islice((inside for inside in chain([child], child.elements()) if inside.name == "img"), 2)
        )
        if not images:
            rest.append(child)
        elif len(images) == 1 and (child.name in CELLS or child.name in ("a", "img")):
            cells.append(Cell(images[0], child))
        else:
            _gather(child, cells, rest)


def _of_cell(walk: Walk, cell: Cell) -> dict[str, Any] | None:
    """The picture of a cell; all words beside it are its caption."""
    before, walk.skipped = walk.skipped, cell.image
    caption, blocks = walk.plain([cell.whole]) if cell.whole is not cell.image else ("", [])
    walk.skipped = before
    value = value_of(walk, cell.image, caption)
    if value is None:
        missing(walk, cell.image, cell.whole, caption)
    walk.writer.waiting += blocks
    return value


@handles("[gallery")
def gallery_shortcode(walk: Walk, node: Node) -> None:
    said = shortcodes.attributes(node.raw)
    numbers = _numbers(said.get("ids") or said.get("include"))
    if not numbers:
        left_out = {*_numbers(said.get("exclude"))}
        numbers = [number for number in walk.context.attachments_of_post() if number not in left_out]
    walk.writer.edge()
    _of_numbers(walk, numbers, node)


def _of_numbers(walk: Walk, numbers: list[int], node: Node) -> None:
    """A gallery of attachments, under the captions that they have in the library."""
    known = [(number, walk.context.picture_for(number)) for number in numbers]
    lost = [str(number) for number, picture in known if picture is None]
    if lost or not numbers:
        walk.result.missing_media += lost
        original = walk.source[node.start : node.end]
        walk.result.unplaced.append(Unplaced(Reason.PICTURE_MISSING, original))
    place_gallery(
        walk, [picture_value(walk, picture, "", picture.caption) for _number, picture in known if picture]
    )


def _numbers(written: Any) -> list[int]:
    """Numbers of attachments: a list, or divided by commas; none where they are something else."""
    each = written if isinstance(written, list) else str(written or "").replace(" ", "").split(",")
    return [int(number) for number in map(str, each) if number.isdecimal() and len(number) < 16]
