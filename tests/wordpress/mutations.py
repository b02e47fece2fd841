"""Exports that something happened to: an editor, a bad disk, a wrong encoding, somebody who means harm."""

import random
import re
from collections.abc import Callable

from tests.wordpress.exports import attachment, author, category, comment, export, filed, item

SEED = export(
    author("amina", "Amina"),
    category("Food", "food", 3),
    category("Rent", "rent", 4, "food"),
    item(1, "About us", "<p>We <b>speak</b> for ourselves.</p>", post_type="page"),
    item(2, "Where we are", "Nathan Road", post_type="page", post_parent="1"),
    item(
        3,
        "March & rally",
        '<!-- wp:paragraph --><p><a href="/item-4/">here</a></p><!-- /wp:paragraph -->\n[gallery ids="7"]'
        '<ul><li>One<ul><li>Two</li></ul></li></ul><table><tr><td>A</td></tr></table>[caption width="3"]'
        '<img src="https://old.example.org/wp-content/uploads/2016/02/rally.jpg"> On the way[/caption]',
        filed("food", "Food"),
        filed("cold", "Cold", "post_tag"),
        comment(5, "Thank you"),
        comment(6, "You too", 5),
        creator="amina",
        meta={"_thumbnail_id": "7"},
        excerpt="Short words",
    ),
    item(4, "難民工會", "香港難民工會的第一篇文章。", post_name="%e9%9b%a3%e6%b0%91", is_sticky="1"),
    item(8, "Ours", "Behind a word", post_password="boat"),
    item(9, "Later", "Soon", status="future", post_date="2099-01-01 00:00:00"),
    attachment(7, "2016/02/rally.jpg", "Rally", "3", alt="People walk"),
    item(11, "Home", "", status="publish", post_type="nav_menu_item", meta={"_menu_item_url": "/"}),
)
# What stands in an export where it should not.
ODD = (
    *(
        "<",
        ">",
        "&",
        "]]>",
        "<![CDATA[",
        "<!--",
        "-->",
        "</item>",
        "<item>",
        "</channel>",
        "\0",
        "\x1b",
        "\ud7ff",
    ),
    *(
        "&nbsp;",
        "&bogus;",
        "&#0;",
        "&#x110000;",
        "<x:y>",
        "<wp:post_id>",
        "</wp:post_id>",
        "<?php ?>",
        "\ufffe",
    ),
    *(
        "[caption]",
        "[gallery ids=",
        "<!-- wp:x {",
        "<div>" * 300,
        "<ul><li>" * 200,
        "9" * 400,
        "-1",
        "1e9",
        "٣",
    ),
    *(
        "0000-00-00 00:00:00",
        "2016-02-30 25:61:61",
        "99999-01-01 00:00:00",
        "9999-12-31 23:59:59",
        "-0001-11-30 00:00:00",
        "-001-11-30",
        "9" * 18,
        "-7",
        "0",
        "<![CDATA[a<![CDATA[b]]>]]>",
        "]]]]><![CDATA[>",
        "%",
        "%ff%fe",
        "../../etc/passwd",
    ),
    *(
        "javascript:alert(1)",
        "http://[",
        "//",
        "\u202e",
        "👩‍👩‍👧",
        "é" * 300,
        "&amp;lt;b&amp;gt;",
        "inherit",
        "attachment",
    ),
)
FIELD = re.compile(
    r"<(wp:[a-z_]+|title|link|dc:creator|content:encoded|excerpt:encoded)>(.*?)</\1>", re.DOTALL
)
NUMBERS = re.compile(r"<wp:(?:post|comment)_id>(.*?)</")
ITEM = re.compile(r"<item>.*?</item>\n?", re.DOTALL)


def _insert(text: str, some: random.Random) -> str:
    at = some.randrange(len(text))
    return text[:at] + some.choice(ODD) + text[at:]


def _remove(text: str, some: random.Random) -> str:
    at = some.randrange(len(text))
    return text[:at] + text[at + some.choice((1, 3, 20, 300)) :]


def _fill(text: str, some: random.Random) -> str:
    """Another value in a field, as it is or in CDATA."""
    found = some.choice(list(FIELD.finditer(text)))
    odd = some.choice(ODD)
    return text[: found.start(2)] + some.choice((odd, f"<![CDATA[{odd}]]>")) + text[found.end(2) :]


def _drop(text: str, some: random.Random) -> str:
    """A field or an item is not there."""
    found = some.choice(list(some.choice((FIELD, ITEM)).finditer(text)))
    return text[: found.start()] + text[found.end() :]


def _swap(text: str, some: random.Random) -> str:
    """Two values of the same field change places: numbers, parents, slugs, kinds."""
    one, other = sorted(some.sample(list(FIELD.finditer(text)), 2), key=lambda found: found.start())
    middle = text[one.end(2) : other.start(2)]
    return text[: one.start(2)] + other[2] + middle + one[2] + text[other.end(2) :]


def _repeat(text: str, some: random.Random) -> str:
    found = some.choice(list(some.choice((FIELD, ITEM)).finditer(text)))
    return text[: found.end()] + found[0] + text[found.end() :]


def _number_twice(text: str, some: random.Random) -> str:
    """A number of a thing, or of a comment, is that of another one, whatever that is."""
    one, other = some.sample(list(NUMBERS.finditer(text)), 2)
    return text[: one.start(1)] + other[1] + text[one.end(1) :]


def _without_numbers(text: str, some: random.Random) -> str:
    """As exports made by hand are: things or comments have none, and perhaps no names."""
    for tag in some.sample(["post_id", "comment_id", "post_name", "post_date"], some.choice((1, 2, 4))):
        text = re.sub(f"<wp:{tag}>.*?</wp:{tag}>", "", text)
    return text


def _cut(text: str, some: random.Random) -> str:
    return text[: some.randrange(len(text))]


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    *(_insert, _insert, _remove, _fill, _fill, _fill, _drop, _swap, _swap, _repeat, _cut),
    *(_number_twice, _without_numbers),
)
ENCODINGS = ("utf-8",) * 8 + ("utf-16", "big5", "gbk", "latin-1", "utf-8-sig", "utf-16-le")


def mutated(number: int, text: str = SEED) -> bytes:
    """The export after some misfortunes: the same for the same number."""
    some = random.Random(number)  # noqa: S311  # no secret
    for _time in range(some.choice((1, 1, 2, 3, 6))):
        if ITEM.search(text) and len(NUMBERS.findall(text)) > 1:
            text = some.choice(MUTATIONS)(text, some)
    content = text.encode(some.choice(ENCODINGS), errors="replace")
    if some.random() < 0.15:
        at = some.randrange(len(content))
        content = content[:at] + some.randbytes(some.choice((1, 4, 40))) + content[at:]
    return content
