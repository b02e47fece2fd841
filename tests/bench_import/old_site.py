"""An export of a site of fifteen years, made by rules: the same file for the same numbers."""

import datetime
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from tests.bench_search.words import drawn, paragraphs, title
from tests.wordpress import exports

FIRST_POST, FIRST_FILE, FIRST_COMMENT = 100_000, 10_000, 1
CATEGORIES = [f"category-{number}" for number in range(18)]
TAGS = 60
BEGIN = datetime.date(2010, 1, 1)
DAYS = 5_800
ENDINGS = ("jpg", "jpg", "jpg", "png", "pdf")
AUTHORS = {"admin": "admin", "mwong": "May Wong", "siti": "Siti", "chan": "陳大文"}


def write(path: Path, posts: int, comments: int, files: int) -> None:
    """Writes the export. Of ten posts three are Chinese and half are Gutenberg's; they link to each other."""
    with path.open("w") as file:
        file.write(exports.HEAD.format(encoding="UTF-8"))
        for number, (login, name) in enumerate(AUTHORS.items(), 1):
            file.write(exports.author(login, name, number))
        for number, slug in enumerate(CATEGORIES, 1):
            file.write(exports.category(f"Category {number}", slug, number))
        for number in range(files):
            file.write(_attachment(number, posts))
        for number in range(posts):
            file.write(_post(number, posts, comments, files))
        file.write(exports.END)


def file_of(number: int) -> str:
    """The path of an attachment below uploads."""
    return f"{2010 + number % 16}/{1 + number % 12:02}/file-{number}.{ENDINGS[number % len(ENDINGS)]}"


def link_of(number: int) -> str:
    """The address of a post, in one of the shapes that the site had."""
    day = _day(number)
    return f"https://old.example.org/{day:%Y/%m/%d}/{quote(_slug(number))}/"


def is_chinese(number: int) -> bool:
    return number % 10 in (2, 5, 8)


def _slug(number: int) -> str:
    return f"工會消息-{number}" if is_chinese(number) else f"news-of-the-union-{number}"


def _day(number: int) -> datetime.date:
    return BEGIN + datetime.timedelta(days=number * 7 % DAYS)


def _attachment(number: int, posts: int) -> str:
    return exports.attachment(
        FIRST_FILE + number,
        file_of(number),
        f"File {number}",
        str(FIRST_POST + number % posts),
        alt=f"Members at the meeting number {number}" if number % 3 else "",
        excerpt="Photo: the union" if number % 4 == 0 else "",
        link=f"https://old.example.org/file-{number}/",
    )


def _post(number: int, posts: int, comments: int, files: int) -> str:
    chance = random.Random(number)  # the same each time
    language = "zh-hant" if is_chinese(number) else "en"
    day = _day(number)
    parts = [exports.filed(slug, slug.title()) for slug in chance.sample(CATEGORIES, 2)]
    parts += [exports.filed(f"tag-{tag}", f"Tag {tag}", "post_tag") for tag in chance.sample(range(TAGS), 3)]
    parts += _comments(number, posts, comments, day)
    make = _gutenberg if number % 2 else _classic
    return exports.item(
        FIRST_POST + number,
        title(language, chance) or f"Post {number}",
        make(list(_pieces(number, language, posts, files, chance))),
        *parts,
        meta={"_thumbnail_id": str(_picture(number, files))} if files and number % 3 == 0 else None,
        post_name=quote(_slug(number)),
        link=link_of(number),
        creator=chance.choice(list(AUTHORS)),
        excerpt=" ".join(drawn("en", 12, chance)) if number % 7 == 0 else "",
        post_date=f"{day} 18:00:00",
        post_date_gmt=f"{day} 10:00:00",
        status="draft" if number % 50 == 49 else "publish",
        comment_status="open",
    )


def _picture(number: int, files: int) -> int:
    """The number of an attachment that is no PDF."""
    found = number % files
    return FIRST_FILE + (found if ENDINGS[found % len(ENDINGS)] != "pdf" else found - 1)


def _comments(number: int, posts: int, comments: int, day: datetime.date) -> Iterator[str]:
    """Its share of all comments; each third answers the one before it."""
    first, end = comments * number // posts, comments * (number + 1) // posts
    for one in range(first, end):
        chance = random.Random(-one)  # the same each time
        yield exports.comment(
            FIRST_COMMENT + one,
            " ".join(drawn("en", 25, chance)),
            FIRST_COMMENT + one - 1 if one > first and one % 3 else 0,
            comment_date_gmt=f"{day} 12:30:00",
            comment_approved="spam" if one % 20 == 19 else "1",
        )


Piece = tuple[str, str]


def _pieces(number: int, language: str, posts: int, files: int, chance: random.Random) -> Iterator[Piece]:
    """What a post says, as kind and HTML."""
    texts = paragraphs(language, chance) + paragraphs("en", chance)[:2]
    # People link to what was there; who edits an old post later links ahead.
    others = [chance.randrange(posts if number % 10 == 3 else number + 1) for _ in range(2)]
    links = " ".join(f'<a href="{link_of(other)}">post {other}</a>' for other in others)
    yield "paragraph", f"<strong>{texts[0][:20]}</strong>{texts[0][20:]} {links}"
    yield "heading", " ".join(drawn(language, 4, chance))
    yield "paragraph", texts[1]
    if files:
        picture = _picture(number, files)
        address = f"https://old.example.org/wp-content/uploads/{file_of(picture - FIRST_FILE)}"
        stem, _, ending = address.rpartition(".")
        small = f"{stem}-300x200.{ending}" if number % 2 else address
        yield "image", f'<a href="{address}"><img class="wp-image-{picture}" src="{small}" alt="" /></a>'
    yield "list", "<ul>" + "".join(f"<li>{text}</li>" for text in texts[2].split(". ")[:3]) + "</ul>"
    yield "paragraph", f"{texts[3]} <em>{texts[4][:40]}</em> <a href='https://example.com/'>elsewhere</a>"
    if number % 4 == 0:
        yield "quote", f"<blockquote><p>{texts[4][:200]}</p></blockquote>"
    if files and number % 5 == 0:
        pdf = file_of(number % files // 5 * 5 + 4)
        yield "paragraph", f'<a href="https://old.example.org/wp-content/uploads/{pdf}">The leaflet</a>'
    if number % 6 == 0:
        cells = "".join(f"<td>{word}</td>" for word in drawn(language, 4, chance))
        yield "table", f"<table><tbody><tr>{cells}</tr><tr>{cells}</tr></tbody></table>"
    yield "paragraph", texts[5]


def _classic(pieces: list[Piece]) -> str:
    """As the old editor kept it: paragraphs are empty lines."""
    written: dict[str, Callable[[str], str]] = {"heading": "<h2>{}</h2>".format}
    return "\n\n".join(written.get(kind, str)(html) for kind, html in pieces)


def _gutenberg(pieces: list[Piece]) -> str:
    tags: dict[str, Callable[[str], str]] = {
        "paragraph": "<p>{}</p>".format,
        "heading": '<h2 class="wp-block-heading">{}</h2>'.format,
        "image": '<figure class="wp-block-image">{}</figure>'.format,
        "table": '<figure class="wp-block-table">{}</figure>'.format,
    }
    return "\n\n".join(
        f"<!-- wp:{kind} -->\n{tags.get(kind, str)(html)}\n<!-- /wp:{kind} -->" for kind, html in pieces
    )
