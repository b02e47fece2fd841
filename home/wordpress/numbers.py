"""Numbers for things of exports that were made by hand and give none."""

from hashlib import blake2b

from home.wordpress.addresses import path_of
from home.wordpress.parsing import Node

# They have 18 digits, as many as Node.number takes.
LEAST = 10**17
NAMES = ("guid", "wp:post_name", "wp:attachment_url", "title")


def made_number(node: Node) -> int:
    """Of an item without a number, as exports made by hand have them: the same whenever it is read.

    It is above all that WordPress gives; 0 where nothing tells the item from others.
    """
    link = node.get("link", "").strip()
    told = (
        link if path_of(link) != "/" else "",
        *(node.get(tag, "").strip() for tag in NAMES),
    )
    name = next(filter(None, told), "")
    if not name:
        return 0
    digest = blake2b(f"{node.get('wp:post_type')} {name}".encode(errors="replace"), digest_size=8).digest()
    return LEAST + int.from_bytes(digest) % LEAST
