"""Frames, players, embeds and files: as elements, as blocks and as shortcodes."""

from home.wordpress.bodies import shortcodes
from home.wordpress.bodies.addresses import FILES, name_of_file
from home.wordpress.bodies.elsewhere import ADDRESS, embed_address, place_address, place_embed, shown_in
from home.wordpress.bodies.handlers import handles
from home.wordpress.bodies.reasons import Reason
from home.wordpress.bodies.trees import Node
from home.wordpress.bodies.walking import Walk

PLAYED = ("src", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav", "0")


@handles("iframe frame embed object applet")
def frame(walk: Walk, node: Node) -> None:
    """A file or a video that we know; else it has no place here, and a link leads to it."""
    if node.has_class("wp-block-file__embed"):
        walk.drop("preview of a file")
        return
    written = node.get("src") or node.get("data-src") or node.get("data") or node.get("data-lazy-src")
    whole = walk.addresses.absolute(shown_in(written)) if written else None
    title = node.get("title") or node.get("aria-label")
    if whole and whole.startswith("http"):
        is_known = embed_address(whole) or (
            FILES.search(whole.partition("?")[0]) and walk.addresses.document(whole)
        )
        if not is_known:
            walk.unplaced(Reason.FRAME, node)
        place_address(walk, whole, walk.take_caption() or title)
    else:
        walk.unplaced(Reason.FRAME, node)
    if node.name != "iframe":
        walk.children(node)


@handles("video audio")
def player(walk: Walk, node: Node) -> None:
    """A link to the file: nothing plays here by itself."""
    sources = [node, *(inside for inside in node.elements() if inside.name == "source")]
    written = next(filter(None, (source.get("src") for source in sources)), "")
    _play(walk, written, node)
    walk.block(node)


def _play(walk: Walk, written: str, node: Node) -> None:
    caption = walk.take_caption()
    whole = walk.addresses.absolute(written) if written else None
    if not whole:
        walk.unplaced(Reason.FRAME, node)
        if caption:
            walk.beside(caption)
        return
    place_address(walk, whole, caption or name_of_file(whole))


@handles("source track param")
def part_of_player(walk: Walk, node: Node) -> None:
    """Read with the player around it."""


@handles("[audio [video [playlist [wpvideo [flv")
def player_shortcode(walk: Walk, node: Node) -> None:
    said = shortcodes.attributes(node.raw)
    written = next((said[name] for name in PLAYED if name in said), "")
    numbers = [part.strip() for part in said.get("ids", "").split(",") if part.strip().isdecimal()]
    files = [walk.context.document_for(int(number)) for number in numbers if len(number) < 16]
    for file in files:
        if file:
            walk.place("document", document=file.id, summary="")
    inside = ADDRESS.search("".join(child for child in node.children if isinstance(child, str)))
    if written or inside:
        _play(walk, written or (inside.group() if inside else ""), node)
    elif not files or None in files:
        walk.result.missing_media += [
            number for number, file in zip(numbers, files, strict=False) if not file
        ]
        walk.unplaced(Reason.FRAME, node)
    if not inside:
        walk.block(node)


@handles("[embed [youtube [youtu [vimeo [soundcloud [ted [dailymotion [googlemaps [instagram [tweet")
def embed_shortcode(walk: Walk, node: Node) -> None:
    _address_in(walk, node)


@handles("[pdf-embedder [pdf [embeddoc [gview [pdfviewer [googlepdf [pdfjs-viewer [embed-pdf [dflip")
def file_shortcode(walk: Walk, node: Node) -> None:
    _address_in(walk, node)


def _address_in(walk: Walk, node: Node) -> None:
    """What an address in a shortcode, or between its two ends, becomes."""
    said = shortcodes.attributes(node.raw)
    inside = "".join(child for child in node.children if isinstance(child, str))
    named = [said.get(name, "") for name in ("src", "url", "file", "source", "href", "link", "0")]
    for written in (inside.strip(), *named):
        if ADDRESS.fullmatch(written) or (written.startswith("/") and FILES.search(written)):
            walk.writer.edge()
            place_address(walk, shown_in(written), said.get("title", ""))
            if written != inside.strip():
                walk.block(node)
            return
    walk.writer.add(walk.source[node.start : node.end] if not node.children else "")
    walk.unplaced(Reason.SHORTCODE, node)
    walk.inline(node)


@handles("wp:embed")
def embed_block(walk: Walk, node: Node) -> None:
    address = str(node.attributes.get("url") or "")
    figure = node.first("figcaption")
    caption, blocks = walk.plain(figure.children) if figure else ("", [])
    shown = walk.addresses.absolute(address) if address else None
    if shown and shown.startswith("http"):
        walk.writer.edge()
        place_embed(walk, embed_address(shown) or shown, caption)
        walk.place_all(blocks)
        _words_but(walk, node, address, figure)
        return
    with walk.without_new_lines():
        walk.block(node)


def _words_but(walk: Walk, node: Node, address: str, caption: Node | None) -> None:
    """Words in an embed beside its address and its caption."""
    for child in node.children:
        if isinstance(child, str):
            if child.strip() and child.strip() != address:
                walk.beside(child.strip())
        elif child is not caption:
            if child.name in ("figure", "div"):
                _words_but(walk, child, address, caption)
            else:
                walk.node(child)


@handles("wp:file")
def file_block(walk: Walk, node: Node) -> None:
    """A link alone: it becomes a document where the library has one."""
    with walk.without_new_lines():
        walk.block(node)
