"""Blocks of the block editor that are neither words nor pictures, and page builders' shortcodes."""

from urllib.parse import unquote

from home.wordpress.bodies import shortcodes
from home.wordpress.bodies.doors import is_door
from home.wordpress.bodies.gutenberg import EMPTY, WIDGETS
from home.wordpress.bodies.handlers import handles
from home.wordpress.bodies.lines import BOLD
from home.wordpress.bodies.pictures import found_picture, missing, picture_value, stand_in
from home.wordpress.bodies.plugins import door
from home.wordpress.bodies.reasons import Reason
from home.wordpress.bodies.trees import Node
from home.wordpress.bodies.walking import Walk

DEEPEST_REUSE = 3
# What page builders keep in the attributes of their shortcodes.
HEADINGS = ("heading", "title", "text", "headline")
WORDS = ("subtitle", "subhead", "subheading", "content", "description", "author", "caption")
BUTTONS = (("button_text", "button_url"), ("btn_text", "btn_link"), ("title", "link"))
ADDRESSES = ("src", "image", "image_url", "img", "picture", "photo")
ENCODED = (("%22", '"'), ("%91", "["), ("%93", "]"), ("%5B", "["), ("%5D", "]"))


@handles("wp:")
def any_block(walk: Walk, node: Node) -> None:
    """What stands in it; one that is empty was made by WordPress or by a plugin for each visitor."""
    name = node.name.removeprefix("wp:")
    if name in EMPTY:
        walk.writer.edge()
        walk.drop(EMPTY[name])
    elif "/" in name and is_door(name):
        door(walk, node)
    elif name in WIDGETS:
        walk.unplaced(Reason.WIDGET, node)
        walk.block(node)
    elif not node.children:
        walk.writer.edge()
        if "/" in name:
            walk.unplaced(Reason.PLUGIN_BLOCK, node)
    else:
        with walk.without_new_lines():
            walk.block(node)


@handles("wp:freeform wp:classic")
def classic(walk: Walk, node: Node) -> None:
    with walk.without_new_lines(count=True):
        walk.block(node)


@handles("wp:block")
def reusable(walk: Walk, node: Node) -> None:
    """What the reusable block holds, in its place."""
    written = str(node.attributes.get("ref") or "")
    number = int(written) if written.isdecimal() and len(written) < 16 else 0
    source = walk.context.reusable_html(number) if number else None
    if source is None or number in walk.reusable or len(walk.reusable) >= DEEPEST_REUSE:
        walk.unplaced(Reason.REUSABLE, node)
        return
    before, walk.reusable = walk.reusable, (*walk.reusable, number)
    with walk.inside(source) as tree, walk.without_new_lines(count="<!-- wp:" not in source):
        walk.block(tree)
    walk.reusable = before


@handles("wp:social-link")
def social_link(walk: Walk, node: Node) -> None:
    said = node.attributes
    address, words = str(said.get("url") or ""), str(said.get("label") or said.get("service") or "")
    if link := walk.addresses.link(address) if address else None:
        walk.beside(words or address, link)
    walk.block(node)


@handles("[]")
def builder(walk: Walk, node: Node) -> None:
    """The words and pictures in the attributes of a page builder's shortcode; what it lays out follows."""
    walk.writer.edge()
    walk.drop("page builder")
    if not node.raw.strip():
        return
    said = {name: _decoded(value) for name, value in shortcodes.attributes(node.raw).items()}
    for words, address in BUTTONS:
        if said.get(words) and said.get(address) and (link := walk.addresses.link(_address(said[address]))):
            walk.beside(said.pop(words), link)
    for name in HEADINGS:
        if words := said.get(name, ""):
            walk.paragraph(words, BOLD)
    for name in WORDS:
        if words := said.get(name, ""):
            walk.paragraph(words)
    for name in ADDRESSES:
        _show(walk, node, said.get(name, ""))
    for number in said.get("images", "").split(",") if "images" in said else ():
        _show(walk, node, number.strip())


def _show(walk: Walk, node: Node, written: str) -> None:
    """A picture by its address or its number."""
    address = (walk.addresses.absolute(written) or "") if "/" in written else ""
    if not (address or written.isdecimal()):
        return
    if picture := found_picture(walk, address, written):
        walk.place("picture", **picture_value(walk, picture))
    elif address:
        missing(walk, stand_in(node, address), node)
    else:
        walk.result.missing_media.append(written)
        walk.unplaced(Reason.PICTURE_MISSING, node)


def _decoded(value: str) -> str:
    for code, sign in ENCODED:
        value = value.replace(code, sign)
    return value


def _address(value: str) -> str:
    """An address as WPBakery writes it (url:https%3A%2F%2F…|title:…), or as it stands."""
    if value.startswith("url:"):
        return unquote(value[4:].partition("|")[0])
    return value


@handles("script noscript style link meta base head title template")
def for_browsers(walk: Walk, node: Node) -> None:
    """What was never read: styles are left out, programs are listed."""
    if node.name in ("style", "link", "meta", "base", "head"):
        walk.drop(node.name)
        walk.children(node)
    elif node.name == "noscript" and node.first("img") and not node.has_words():
        walk.drop("noscript")  # the picture stands beside it, loaded late
    elif node.name == "script" and walk.source[node.end - 1] == ">" and not node.children:
        walk.unplaced(Reason.SCRIPT, node)
    else:
        walk.unplaced(Reason.SCRIPT if node.name in ("script", "noscript") else Reason.HIDDEN, node)
        if not _ends(walk, node):
            walk.children(node)


@handles("form select textarea input button datalist")
def form(walk: Walk, node: Node) -> None:
    """Listed whole; a form that never ends gives back the words that it swallowed."""
    if node.name == "button":
        walk.inline(node)
        return
    if node.name == "input" and node.get("type") == "hidden":
        walk.drop("input")
        return
    if node.children and not _ends(walk, node):
        walk.block(node)
        return
    walk.unplaced(Reason.FORM, node)


@handles("svg math canvas map area")
def drawing(walk: Walk, node: Node) -> None:
    walk.unplaced(Reason.DRAWING, node)
    if not _ends(walk, node):
        walk.children(node)


@handles("[vc_raw_html [vc_raw_js")
def coded(walk: Walk, node: Node) -> None:
    walk.unplaced(Reason.SCRIPT, node)


def _ends(walk: Walk, node: Node) -> bool:
    """Whether the source itself ends the element."""
    return (
        walk.source[max(node.start, node.end - 200) : node.end]
        .rstrip("> \n")
        .lower()
        .endswith(f"/{node.name}")
    )
