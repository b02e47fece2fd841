"""What an address of WordPress asks for, in the order in which WordPress itself would look. Pure text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from home.wordpress.addresses import CONTROL, file_of
from home.wordpress.links.ends import NUMBER, PART_OF_DATE, YEAR, without_beginning, without_ends
from home.wordpress.models import Kind

LONGEST = 2_000
MOST_FIELDS = 30
# No address there had more; each costs statements.
MOST_PARTS = 20
# The questions of WordPress, and those of the union's own form.
NUMBERS = ("attachment_id", "p", "page_id")
FILTERS = ("filterYear", "filterCategory", "filterKeyword")
LISTS = ("s", "cat", "category_name", "tag", "tag_id", "author", "author_name", "m", "year", "paged", "feed")
NAMES = frozenset({*NUMBERS, *FILTERS, *LISTS})
# Questions with the number of a term, and with its slug.
BY_NUMBER = {"cat": Kind.CATEGORY, "filterCategory": Kind.CATEGORY, "tag_id": Kind.TAG, "author": Kind.AUTHOR}
BY_SLUG = {"category_name": Kind.CATEGORY, "tag": Kind.TAG, "author_name": Kind.AUTHOR}
BASES = {"category": Kind.CATEGORY, "tag": Kind.TAG, "author": Kind.AUTHOR}


@dataclass(frozen=True)
class Article:
    """A post, a page or an attachment: by its number, its whole path, or the last part of it.

    Below the name of something else, which is `above`, only an attachment is meant.
    """

    number: str = ""
    paths: tuple[str, ...] = ()
    slug: str = ""
    above: str = ""


@dataclass(frozen=True)
class Listed:
    """A list of posts: those of a category, a tag or an author (by number or slug), of a year, with words."""

    kind: str = ""
    number: str = ""
    slug: str = ""
    year: str = ""
    words: str = ""
    page: int = 1
    is_feed: bool = False


@dataclass(frozen=True)
class Upload:
    """A file below wp-content/uploads."""

    file: str


@dataclass(frozen=True)
class Home:
    """The front page, under another of its names."""


Meaning = Article | Listed | Upload | Home


def meanings_of(path: str, query: str = "", folder: str = "") -> Iterator[Meaning]:
    """What an address may mean; `folder` is where WordPress stood, such as "/blog". None for the front.

    Paths may be percent-encoded or not.
    """
    if len(path) > LONGEST or len(query) > LONGEST:
        return
    plain = _plain(path)
    if file := file_of(plain):
        yield Upload(file)
        return
    is_below = bool(folder) and f"{plain}/".startswith(f"{folder}/")
    inner = plain.removeprefix(folder) if is_below else plain
    parts = [part for part in inner.split("/") if part]
    if len(parts) > MOST_PARTS:
        return
    has_index = parts[:1] == ["index.php"]
    parts = parts[1:] if has_index else parts
    if not parts and (asked := questions_of(query)):
        yield _asked(asked)
    elif parts:
        yield from _of_path(parts, folder, questions_of(query))
    elif has_index or is_below:
        yield Home()


def questions_of(query: str) -> dict[str, str]:
    """Of a query what WordPress would understand; empty for what this site asks itself."""
    if not query or len(query) > LONGEST:
        return {}
    try:
        pairs = parse_qsl(query, max_num_fields=MOST_FIELDS, errors="ignore")
    except ValueError:
        return {}
    return {name: CONTROL.sub("", value).strip() for name, value in pairs if name in NAMES}


def _asked(asked: Mapping[str, str]) -> Meaning:
    for name in NUMBERS:
        if name in asked:
            return Article(number=_number(asked[name]) or "0")
    year = asked.get("filterYear", "") or asked.get("year", "") or asked.get("m", "")
    kind, number, slug = _term(asked)
    return Listed(
        kind=kind,
        number=number,
        slug=slug,
        year=year[:4] if YEAR.match(year) else "",
        words=asked.get("s", "") or asked.get("filterKeyword", ""),
        page=int(_number(asked.get("paged", ""))[:6] or 1),
        is_feed="feed" in asked,
    )


def _term(asked: Mapping[str, str]) -> tuple[str, str, str]:
    """Kind, number and slug of the first term that is asked for; -1 is any of them."""
    for question, kind in BY_NUMBER.items():
        if number := _number(asked.get(question, "")):
            return kind, number, ""
    for question, kind in BY_SLUG.items():
        if slug := re.split("[,+ ]", asked.get(question, ""))[0].rstrip("/").rpartition("/")[2]:
            return kind, "", slug
    return "", "", ""


def _of_path(parts: list[str], folder: str, asked: Mapping[str, str]) -> Iterator[Meaning]:
    whole = parts
    parts, page, is_feed = without_ends(parts)
    page = int(_number(asked.get("paged", ""))[:6] or page)
    inner = parts[1:] if parts[:1] == ["archives"] and len(parts) > 1 else parts
    inner = inner[1:] if inner[:1] == ["date"] and len(inner) > 1 else inner
    if not inner or (is_feed and inner == ["comments"]):
        yield Listed(page=page, is_feed=is_feed)
    elif len(inner) == 2 and inner[0] == "search":
        yield Listed(words=inner[1], page=page)
    elif len(inner) > 1 and inner[0] in BASES:
        yield Listed(kind=BASES[inner[0]], slug=inner[-1], page=page, is_feed=is_feed)
    elif YEAR.fullmatch(inner[0]) and len(inner) < 4 and all(map(PART_OF_DATE.fullmatch, inner[1:])):
        yield Listed(year=inner[0], page=page, is_feed=is_feed)
        yield Article(paths=_paths(parts, folder), slug="" if inner[1:] else inner[0])
    else:
        if parts != whole:
            yield Article(paths=_paths(whole, folder))
        yield from _articles(parts, inner, folder)
        if len(inner) > 1 and NUMBER.fullmatch(inner[-1]):  # a page of a post in parts
            yield from _articles(parts[:-1], inner[:-1], folder)


def _articles(parts: list[str], inner: list[str], folder: str) -> Iterator[Article]:
    """The site's addresses had other shapes over the years: the number or the last part stays the same."""
    yield Article(paths=_paths(parts, folder))
    is_numbered = len(inner) <= 2 and NUMBER.fullmatch(inner[0])
    if is_numbered and not YEAR.fullmatch(inner[0]):
        yield Article(number=inner[0])
    match without_beginning(inner):
        case [slug]:
            yield Article(slug=slug[:255])
        case [above, slug]:
            yield Article(slug=slug[:255], above=above[:255])


def _paths(parts: list[str], folder: str) -> tuple[str, ...]:
    """As the import remembers a path: with the folder, with a slash at its end or without."""
    path = f"{folder}/{'/'.join(parts)}"
    return (f"{path}/", path)


def _number(text: str) -> str:
    found = NUMBER.match(text)
    return found[0] if found else ""


def _plain(path: str) -> str:
    """A path as the import remembers it: decoded, without what was cut inside a letter."""
    return CONTROL.sub("", unquote(path, errors="ignore")) if "%" in path else CONTROL.sub("", path)
