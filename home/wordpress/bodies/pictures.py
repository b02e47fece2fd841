"""Pictures, the figures that they stand in, and where they led."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from home.wordpress.bodies import shortcodes
from home.wordpress.bodies.addresses import PICTURES, name_of_file
from home.wordpress.bodies.embedded import SOURCES, address_of, name_of
from home.wordpress.bodies.handlers import handles
from home.wordpress.bodies.hidden import adds_words
from home.wordpress.bodies.lines import Link
from home.wordpress.bodies.names import names
from home.wordpress.bodies.reasons import Reason
from home.wordpress.bodies.results import Picture, Unplaced
from home.wordpress.bodies.stream import LONGEST_ALT, LONGEST_CAPTION
from home.wordpress.bodies.trees import Node
from home.wordpress.bodies.walking import Walk

NUMBER = re.compile(r"\bwp-image-(\d{1,15})\b")
SMILEYS = re.compile(r"/images/(core/emoji|smilies)/|//s\.w\.org/", re.IGNORECASE)
DEEPEST = 4
CAPTIONED = names("img iframe video audio table blockquote object embed wp:embed [gallery [embed")


def found_picture(walk: Walk, address: str, *numbers: Any) -> Picture | None:
    """The picture of an address, else that of the number of an attachment."""
    if address and (picture := walk.addresses.picture(address)):
        return picture
    known = (int(one) for one in numbers if str(one or "").isdecimal() and len(str(one)) < 16)
    return next(filter(None, map(walk.context.picture_for, known)), None)


def picture_value(walk: Walk, picture: Picture, alt: str = "", caption: str = "") -> dict[str, Any]:
    """A picture as its block holds it; an alternative text only where it says something else.

    A caption that is too long for the place stands after the picture.
    """
    alt = " ".join(alt.split())
    if len(alt) > LONGEST_ALT:
        walk.result.unplaced.append(Unplaced(Reason.LONG_ALT, alt))
        alt = alt[:LONGEST_ALT].rpartition(" ")[0] or alt[:LONGEST_ALT]
    alt = "" if alt == picture.alt else alt
    if len(caption) > LONGEST_CAPTION:
        walk.later.append(caption)
        caption = ""
    return {"picture": picture.id, "caption": caption, "alt": alt, "decorative": False}


def source_of(walk: Walk, node: Node) -> str:
    """The whole address of an <img>, also where it is only loaded late; empty where it has none."""
    written = (node.get(name) for name in SOURCES)
    found = next((one for one in written if one and not one.startswith("data:")), "")
    return (walk.addresses.absolute(found) or "") if found else ""


def value_of(walk: Walk, node: Node, caption: str = "") -> dict[str, Any] | None:
    """The picture of an <img> as its block holds it; None where the library has none.

    A title that says more than its other words is listed, or its alternative text, as browsers have it.
    """
    number = NUMBER.search(node.get("class"))
    numbers = (number.group(1) if number else "", node.get("data-id"))
    picture = found_picture(walk, source_of(walk, node) or name_of(address_of(node)), *numbers)
    if picture is None:
        return None
    alt, title = node.get("alt"), node.get("title")
    said = (alt, caption, picture.alt, picture.caption, picture.title, name_of_file(node.get("src")))
    if title and adds_words(title, *said):
        if alt.strip() or picture.alt:
            walk.unplaced(Reason.PICTURE_TITLE, node)
        else:
            alt = title
    return picture_value(walk, picture, alt, caption)


@handles("img image")
def image(walk: Walk, node: Node) -> None:
    if node is walk.skipped:
        return
    if SMILEYS.search(node.get("src")) or node.has_class("wp-smiley", "emoji"):
        walk.writer.add(node.get("alt"))
        return
    if node.get("width") in ("0", "1") and node.get("height") in ("0", "1"):
        walk.drop("pixel")
        return
    caption = walk.take_caption()
    if value := value_of(walk, node, caption):
        walk.place("picture", **value)
        place_later(walk)
        lead_on(walk, node.get("title") or node.get("alt") or caption)
    else:
        missing(walk, node, walk.figure or node, caption)


def missing(walk: Walk, node: Node, whole: Node, words: str = "") -> None:
    """Notes a picture that the library has not; to one on another site, a link stands in its place."""
    address = source_of(walk, node)
    original = walk.source[whole.start : whole.end]
    if not address or walk.addresses.is_own(address):
        walk.result.missing_media.append(address or name_of(address_of(node)) or node.get("src")[:200])
        walk.result.unplaced.append(Unplaced(Reason.PICTURE_MISSING, original))
        return
    walk.result.unplaced.append(Unplaced(Reason.PICTURE_ELSEWHERE, original))
    walk.beside(words or node.get("alt") or name_of_file(address), walk.addresses.link(address))


def place_later(walk: Walk) -> None:
    """Captions that were too long for their places."""
    later, walk.later = walk.later, []
    for caption in later:
        walk.beside(caption)


def lead_on(walk: Walk, words: str) -> None:
    """Where a picture led: to a file or a page. That it led to itself, only larger, is no loss."""
    link: Link | None = walk.writer.link
    if link is None:
        return
    if link.file:
        walk.place("document", document=link.file.id, summary="")
    elif PICTURES.search(link.address.partition("?")[0]) or "attachment" in link.rel or link.anchor:
        walk.drop("link to the picture itself")
    else:
        walk.beside(words or name_of_file(link.address), link)


def with_caption(
    walk: Walk, node: Node, rest: Sequence[Node | str], caption: str, *, is_shared: bool = False
) -> None:
    """What stands in a figure, with its caption: where nothing takes it, it follows as a paragraph."""
    before = walk.caption, walk.figure
    walk.caption, walk.figure = ("", None) if is_shared else (caption, node)
    walk.writer.edge()
    walk.all(rest)
    walk.writer.edge()
    left = caption if is_shared else walk.caption
    walk.caption, walk.figure = before
    if left:
        walk.beside(left)


@handles("figure")
def figure(walk: Walk, node: Node) -> None:
    if walk.figures >= DEEPEST:
        walk.block(node)
        return
    walk.figures += 1
    captions = [child for child in node.children if not isinstance(child, str) and child.name == "figcaption"]
    rest = [child for child in node.children if isinstance(child, str) or child.name != "figcaption"]
    caption, blocks = walk.plain(captions)
    shown = (inside for inside in node.elements() if inside.name in CAPTIONED and inside is not walk.skipped)
    with_caption(walk, node, rest, caption, is_shared=len(list(islice(shown, 2))) > 1)
    walk.figures -= 1
    walk.place_all(blocks)


@handles("[caption [wp_caption")
def caption_shortcode(walk: Walk, node: Node) -> None:
    """A picture and words: the words are its caption, unless they stand in the shortcode itself."""
    written = shortcodes.attributes(node.raw).get("caption", "")
    if written:
        with walk.inside(written) as tree:
            caption, blocks = walk.plain(tree.children)
        rest: list[Node | str] = node.children
    else:
        place = next((at for at, child in enumerate(node.children) if _holds_picture(child)), -1) + 1
        rest = node.children[:place]
        caption, blocks = walk.plain(node.children[place:])
    with_caption(walk, node, rest, caption)
    walk.place_all(blocks)


def _holds_picture(node: Node | str) -> bool:
    return not isinstance(node, str) and (node.name == "img" or node.first("img") is not None)


@handles("wp:cover wp:cover-image")
def cover(walk: Walk, node: Node) -> None:
    """The picture that lay behind words stands before them."""
    said = node.attributes
    address = walk.addresses.absolute(str(said.get("url") or ""))
    with walk.without_new_lines():
        walk.writer.edge()
        if address and PICTURES.search(address.partition("?")[0]) and not node.first("img"):
            picture = found_picture(walk, address, said.get("id"))
            if picture:
                walk.place("picture", **picture_value(walk, picture, str(said.get("alt") or "")))
            else:
                missing(walk, stand_in(node, address), stand_in(node, address))
        walk.block(node)


def stand_in(node: Node, address: str) -> Node:
    """An <img> for an address that stands in the comment of a block, which ends where its words begin."""
    first = next((child.start for child in node.children if isinstance(child, Node)), node.end)
    found = Node("img", "", node.start, max(node.start, first))
    found._attributes = {"src": address}
    return found
