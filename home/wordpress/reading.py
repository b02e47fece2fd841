"""Reads exports of WordPress (WXR 1.0 to 1.2), item by item, whatever their size."""

import datetime
import html
import re
from collections.abc import Container, Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from xml.parsers.expat import ExpatError

from django.utils import timezone
from django.utils.translation import gettext as _

from home.wordpress.addresses import hosts_of
from home.wordpress.cutting import NotAnExportError, Piece, pieces
from home.wordpress.moments import moment
from home.wordpress.numbers import Numbers, numbered
from home.wordpress.parsing import CDATA, SLICE, Node, parsed
from home.wordpress.people import without_people
from home.wordpress.shapes import OldAuthor, OldComment, OldItem, OldSite, OldTerm, Unreadable
from home.wordpress.terms import TERMS

# The custom fields that mean something here.
META = frozenset(
    {
        "_menu_item_menu_item_parent",
        "_menu_item_object",
        "_menu_item_object_id",
        "_menu_item_type",
        "_menu_item_url",
        "_thumbnail_id",
        "_wp_attached_file",
        "_wp_attachment_image_alt",
    }
)
COMMENT_STATES = {"1": "approved", "0": "waiting", "spam": "spam", "trash": "trash", "post-trashed": "trash"}
# Of a site; hand-made exports hold only some, and some hold "http:".
ADDRESSES = ("wp:base_blog_url", "link", "wp:base_site_url")
KEPT_OF_BROKEN = 20_000
# What names the number of an item; in its words there may be more of them.
NUMBER = re.compile(r"<wp:post_id>\s*(?:<!\[CDATA\[\s*)?(\d{1,18})\s*(?:\]\]>\s*)?<")
DECLARES = re.compile(r"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)
Found = OldSite | OldAuthor | OldTerm | OldItem | Unreadable


def read(path: Path, wanted: Container[int] | None = None) -> Iterator[Found]:
    """The site, its authors and terms, then each item; what is broken as Unreadable, in its place.

    Of items, those without one of the wanted numbers are mostly passed over, unparsed.
    Raises NotAnExportError for files of another kind, OSError for what cannot be read.
    """
    numbers = Numbers()
    for piece in pieces(path):
        if piece.kind == "head":
            yield from _head(piece)
        elif piece.kind == "item":
            if wanted is None or _may_be_wanted(piece.text, wanted):
                yield from _item(piece, numbers)
        else:
            yield _unreadable(piece, piece.problem or "truncated")


def _may_be_wanted(text: str, wanted: Container[int]) -> bool:
    """Whether an item has one of some numbers, as far as can be seen without parsing it."""
    numbers = NUMBER.findall(text)
    return not numbers or any(int(number) in wanted or not int(number) for number in numbers)


def _head(piece: Piece) -> Iterator[Found]:
    if "<rss" not in piece.text or "<channel" not in piece.text:
        raise NotAnExportError(
            _("This file is no export of WordPress. Make one there under Tools, Export, All content.")
        )
    if DECLARES.search(CDATA.sub("", piece.text)):
        raise NotAnExportError(
            _("This file declares a DOCTYPE or entities, which no export of WordPress does. It was not read.")
        )
    if "wordpress.org/export/" not in piece.text:
        raise NotAnExportError(_("This is a feed and no export of WordPress. Make one under Tools, Export."))
    channel = piece.text[piece.text.index("<channel") :]
    closing = "" if "</channel>" in channel else "</channel>"
    try:
        node = parsed(channel.partition("</rss>")[0] + closing)
    except ExpatError as error:
        said = _("The head of this export cannot be read (%(error)s).") % {"error": error}
        raise NotAnExportError(said) from None
    addresses = (node.get(tag, "").strip().rstrip("/") for tag in ADDRESSES)
    yield OldSite(
        address=next((address for address in addresses if hosts_of(address)), ""),
        title=html.unescape(node.get("title", "")),
        description=html.unescape(node.get("description", "")),
        language=node.get("language", ""),
        version=node.get("wp:wxr_version", ""),
    )
    for author in node.parts["wp:author"]:
        name = author.get("wp:author_display_name", "").strip()
        yield OldAuthor(
            author.get("wp:author_login", "").strip(), name, author.number("wp:author_id") or None
        )
    for tag, make in TERMS.items():
        yield from map(make, node.parts[tag])


def _item(piece: Piece, numbers: Numbers) -> Iterator[Found]:
    """The item; of two that a missing end made one, the second is read as well."""
    try:
        node = parsed(piece.text)
    except ExpatError as error:
        yield _unreadable(piece, f"line {piece.line + error.lineno - 1}: {error}")
        again = piece.text.rfind("<item", 1)
        if again > 0:
            line = piece.line + piece.text.count("\n", 0, again)
            yield from _item(Piece("item", piece.text[again:], line), numbers)
        return
    number = node.number("wp:post_id") or numbers.made(node)
    if not (number and node.get("wp:post_type")):
        yield _unreadable(piece, "without number or kind")
        return
    yield from [_old_item(node, number)]


def _old_item(node: Node, number: int) -> OldItem:
    meta = {
        found.get("wp:meta_key", ""): found.get("wp:meta_value", "")
        for found in node.parts["wp:postmeta"]
        if found.get("wp:meta_key") in META
    }
    at = moment(node.get("wp:post_date_gmt", ""), datetime.UTC)
    local = moment(node.get("wp:post_date", ""), timezone.get_default_timezone())
    item = OldItem(
        id=number,
        kind=node["wp:post_type"].strip(),
        title=node.get("title", "").strip(),
        link=node.get("link", "").strip(),
        state=node.get("wp:status", "").strip(),
        slug=node.get("wp:post_name", "").strip(),
        guid=node.get("guid", "").strip(),
        creator=node.get("dc:creator", "").strip(),
        content=node.get("content:encoded", ""),
        excerpt=node.get("excerpt:encoded", ""),
        day=local.date() if local else at and timezone.localdate(at),
        published_at=at or local,
        parent=node.number("wp:post_parent"),
        order=node.number("wp:menu_order"),
        password=node.get("wp:post_password", ""),
        is_sticky=node.get("wp:is_sticky", "").strip() == "1",
        takes_comments=node.get("wp:comment_status", "").strip() == "open",
        attachment_url=node.get("wp:attachment_url", "").strip(),
        terms=tuple(_terms_of(node)),
        meta=meta,
        comments=tuple(numbered(map(_comment, node.parts["wp:comment"]), number)),
    )
    object.__setattr__(item, "digest", _digest(item))
    return item


def _digest(item: OldItem) -> str:
    """Of all that it holds; the content apart and in slices, since it may be long."""
    digest = blake2b(repr(replace(item, content="")).encode(errors="replace"), digest_size=16)
    for begun in range(0, len(item.content), SLICE):
        digest.update(item.content[begun : begun + SLICE].encode(errors="replace"))
    return digest.hexdigest()


def _terms_of(node: Node) -> Iterator[OldTerm]:
    """Categories and tags; exports of WXR 1.0 and 1.1 name each twice, once without its slug."""
    for found in node.parts["category"]:
        slug = found.attrs.get("nicename", "")
        if slug or not any(
            other.text == found.text for other in node.parts["category"] if other is not found
        ):
            taxonomy = {"tag": "post_tag", "": "category"}.get(found.attrs.get("domain", ""))
            yield OldTerm(taxonomy or found.attrs["domain"], slug, html.unescape(found.text.strip()))


def _comment(node: Node) -> OldComment:
    return OldComment(
        id=node.number("wp:comment_id"),
        name=html.unescape(node.get("wp:comment_author", "")).strip(),
        text=node.get("wp:comment_content", ""),
        written_at=moment(node.get("wp:comment_date_gmt", ""), datetime.UTC)
        or moment(node.get("wp:comment_date", ""), timezone.get_default_timezone()),
        state=COMMENT_STATES.get(node.get("wp:comment_approved", "").strip(), "waiting"),
        kind=node.get("wp:comment_type", "").strip() or "comment",
        parent=node.number("wp:comment_parent"),
        user=node.number("wp:comment_user_id"),
    )


def _unreadable(piece: Piece, problem: str) -> Unreadable:
    return Unreadable(piece.line, problem, without_people(piece.text[:KEPT_OF_BROKEN]))
