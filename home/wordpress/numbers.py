"""Numbers for things of exports that were made by hand and give none."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b

from home.wordpress.addresses import path_of
from home.wordpress.parsing import Node
from home.wordpress.shapes import OldComment

# They have 18 digits, as many as Node.number takes.
LEAST = 10**17
NAMES = ("guid", "wp:post_name", "wp:attachment_url")
DATES = ("wp:post_date", "wp:post_date_gmt", "pubDate")
WORDS = ("title", "content:encoded", "excerpt:encoded")


class Numbers:
    """Numbers for the things of one export, in the order in which they are read."""

    def __init__(self) -> None:
        # Of each number, the words of the first thing that got it.
        self._words: dict[int, int] = {}

    def made(self, node: Node) -> int:
        """Of an item without a number, as exports made by hand have them: the same whenever it is read.

        It is above all that WordPress gives; 0 where nothing tells the item from others. What has a title
        alone is told from others of that title by its date or its words, and so is all that has one name.
        """
        name = _name_of(node)
        if not name:
            return 0
        kind, words = node.get("wp:post_type"), _number_of(*(node.get(tag, "").strip() for tag in WORDS))
        number = _number_of(kind, name)
        if self._words.setdefault(number, words) == words:
            return number
        return _number_of(kind, name, words)


def numbered(comments: Iterable[OldComment], post: int) -> Iterator[OldComment]:
    """The comments of a post, each with a number: its own, or one made of what it is."""
    met: set[OldComment] = set()
    taken: set[int] = set()
    for comment in comments:
        if comment.id and comment in met:
            continue
        met.add(comment)
        number = comment.id
        if not number or number in taken:
            number = number_of_comment(comment, post)
            # Who says the same twice in a second says it twice there too.
            while number in taken:
                number += 1
        taken.add(number)
        yield replace(comment, id=number) if number != comment.id else comment


def number_of_comment(comment: OldComment, post: int) -> int:
    """A number made of what a comment is, and where it stands."""
    return _number_of(post, comment.written_at, comment.name, comment.text)


def _name_of(node: Node) -> str:
    link = node.get("link", "").strip()
    named = (link if path_of(link) != "/" else "", *(node.get(tag, "").strip() for tag in NAMES))
    if name := next(filter(None, named), ""):
        return name
    title = node.get("title", "").strip()
    dated = (text for tag in DATES if (text := node.get(tag, "").strip()) and text.strip("0-: "))
    date = next(dated, "")
    if title and date:
        return f"{title} {date}"
    words = f"{title} {node.get('content:encoded', '').strip()}".strip()
    return f"{words} {date}".strip() if words else ""


def _number_of(*parts: object) -> int:
    text = " ".join(map(str, parts))
    return LEAST + int.from_bytes(blake2b(text.encode(errors="replace"), digest_size=8).digest()) % LEAST
