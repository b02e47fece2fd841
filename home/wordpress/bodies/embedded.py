"""Pictures that stand in a body themselves, as letters."""

import base64
import binascii
import re
from collections.abc import Iterator
from hashlib import blake2b

from home.wordpress.bodies.trees import Node, parse

DATA = re.compile(
    r"data:image/(png|jpe?g|gif|webp|avif)(?:;[\w=-]{1,40})?;base64,([A-Za-z0-9+/=\s]+)", re.IGNORECASE
)
SOURCES = ("data-orig-file", "data-src", "data-lazy-src", "data-original", "src")
FOLDER = "embedded/"
# With fewer letters it is a dot that stood for something else.
LEAST, KEPT = 300, 100
LETTERS = re.compile(rf"(;base64,[A-Za-z0-9+/]{{{KEPT}}})[A-Za-z0-9+/=\s]{{{LEAST},}}", re.IGNORECASE)


def address_of(node: Node) -> str:
    """The data of an <img>; empty where it has an address, for which such data only stand in."""
    written = [value for name in SOURCES if (value := node.get(name).strip())]
    return written[-1] if written and all(value[:5].lower() == "data:" for value in written) else ""


def name_of(address: str) -> str:
    """The same for the same picture, such as embedded/0f….png; empty where none is kept."""
    found = DATA.fullmatch(address)
    letters = "".join(found[2].split()) if found else ""
    if not found or len(letters) < LEAST:
        return ""
    return f"{FOLDER}{blake2b(letters.encode(), digest_size=12).hexdigest()}.{found[1].lower()}"


def content_of(address: str) -> bytes:
    """The bytes of the picture; none of what is no picture."""
    try:
        return base64.b64decode(address.partition(",")[2])
    except binascii.Error:
        return b""


def pictures_in(html: str) -> Iterator[tuple[str, Node]]:
    """Those of a body by their names, in the order of reading."""
    if ";base64," in html:
        for node in parse(html).elements():
            if node.name in ("img", "image") and (name := name_of(address_of(node))):
                yield name, node


def shortened(html: str) -> str:
    """A part of a body without the many letters that nobody can read."""
    return LETTERS.sub(r"\1…", html)
