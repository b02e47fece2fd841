"""Every address that a WordPress site had for what an export holds."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.utils.text import slugify

from home.wordpress.addresses import UPLOADS, hosts_of
from home.wordpress.reading import read
from home.wordpress.shapes import OldAuthor, OldItem, OldSite, OldTerm

PER_PAGE = 10
ARTICLES = ("post", "page")
BASES = {"category": "category", "post_tag": "tag"}
IN_BODIES = re.compile(
    r"""\b(?:href|src)\s*=\s*["']([^"'<>]{1,2000})["']|\bsrcset\s*=\s*["']([^"'<>]+)["']""", re.I
)
OF_PAGES = ("", "feed/", "comment-page-1/", "trackback/", "amp/", "embed/")


@dataclass(frozen=True)
class Old:
    """An address of the old site; what only a text or a guid names may have been dead there already."""

    address: str
    is_from_text: bool = False


@dataclass
class Counted:
    """How many published posts each list had."""

    all: int = 0
    terms: Counter[tuple[str, str]] = field(default_factory=Counter)
    authors: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)


def addresses_of_export(path: Path) -> Iterator[Old]:
    """Whole addresses; some come more than once, those of texts last. Raises NotAnExportError and OSError."""
    base = ""
    terms: dict[tuple[str, str], OldTerm] = {}
    counted = Counted()
    parents: defaultdict[str, dict[str, str]] = defaultdict(dict)
    authors: dict[str, OldAuthor] = {}
    for found in read(path):
        match found:
            case OldSite():
                base = f"{found.address.rstrip('/')}/"
            case OldAuthor():
                authors[found.login] = found
            case OldTerm() if found.taxonomy in BASES:
                terms[found.taxonomy, found.slug] = found
                parents[found.taxonomy][found.slug] = found.parent
            case OldItem():
                yield from map(Old, _of_item(found, base, counted))
                # Of a site that moved before, guids name numbers and hosts of the one before it.
                if found.kind in (*ARTICLES, "attachment") and found.guid.startswith(("http://", "https://")):
                    yield Old(found.guid, is_from_text=True)
    yield from map(Old, _of_lists(base, counted, terms, authors, parents))
    for found in read(path):
        if (
            isinstance(found, OldItem)
            and found.kind in (*ARTICLES, "attachment")
            and found.state == "publish"
        ):
            yield from (Old(address, is_from_text=True) for address in _of_body(found, base))


def _of_lists(
    base: str,
    counted: Counted,
    terms: dict[tuple[str, str], OldTerm],
    authors: dict[str, OldAuthor],
    parents: dict[str, dict[str, str]],
) -> Iterator[str]:
    yield from _of_front(base, counted)
    for (taxonomy, slug), number in counted.terms.items():
        term = terms.get((taxonomy, slug))
        yield from _of_term(base, BASES[taxonomy], _tree(slug, parents[taxonomy]), number)
        if term and term.id:
            yield f"{base}?{'cat' if taxonomy == 'category' else 'tag_id'}={term.id}"
            if taxonomy == "category":
                yield f"{base}?filterYear=-1&filterCategory={term.id}&filterKeyword="
    for login, number in counted.authors.items():
        yield from _of_term(base, "author", slugify(login.replace(".", "-")), number)
        if login in authors and authors[login].id:
            yield f"{base}?author={authors[login].id}"


def _of_item(item: OldItem, base: str, counted: Counted) -> Iterator[str]:
    if item.kind not in (*ARTICLES, "attachment"):
        return
    yield from filter(None, (item.link, item.attachment_url))
    question = {"post": "p", "page": "page_id"}.get(item.kind, "attachment_id")
    yield f"{base}?{question}={item.id}"
    yield f"{base}?p={item.id}"
    if item.state == "publish":
        if "?" not in item.link and urlsplit(item.link).path not in ("", "/"):
            yield from (f"{item.link.rstrip('/')}/{end}" for end in OF_PAGES)
            yield item.link.rstrip("/")
        if item.kind == "post" and not item.password:
            _count(item, counted)


def _count(item: OldItem, counted: Counted) -> None:
    counted.all += 1
    counted.authors[item.creator] += 1
    for term in {(term.taxonomy, term.slug) for term in item.terms if term.taxonomy in BASES and term.slug}:
        counted.terms[term] += 1
    if item.day:
        day = item.day
        for path in (f"{day:%Y}", f"{day:%Y/%m}", f"{day:%Y/%m/%d}"):
            counted.days[path] += 1


def _of_body(item: OldItem, base: str) -> Iterator[str]:
    """Links to pages and files of the old site, sizes among them."""
    hosts = hosts_of(base)
    for one, several in IN_BODIES.findall(item.content):
        for address in [one, *(part.split()[0] for part in several.split(",") if part.strip())]:
            try:
                whole = urljoin(item.link or base, address.strip().replace("&amp;", "&"))
                parts = urlsplit(whole)
            except ValueError:
                continue
            if parts.scheme in ("http", "https") and parts.hostname in hosts:
                is_ours = f"{parts.path}/".startswith(urlsplit(base).path) or UPLOADS.search(parts.path)
                if is_ours and not parts.path.startswith(("/wp-admin", "/wp-login")):
                    yield whole.partition("#")[0]


def _of_front(base: str, counted: Counted) -> Iterator[str]:
    if not counted.all:
        return
    yield from (
        f"{base}{path}" for path in ("feed/", "feed/rss2/", "feed/atom/", "comments/feed/", "?feed=rss2")
    )
    yield from _pages(base, counted.all)
    for path, number in counted.days.items():
        yield f"{base}{path}/"
        yield f"{base}?m={path.replace('/', '')}"
        yield from _pages(f"{base}{path}/", number)


def _of_term(base: str, kind: str, slug: str, number: int) -> Iterator[str]:
    address = f"{base}{kind}/{slug}/"
    yield from (address, address.rstrip("/"), f"{address}feed/")
    yield from _pages(address, number)


def _pages(address: str, posts: int) -> Iterator[str]:
    return (f"{address}page/{page}/" for page in range(2, -(-posts // PER_PAGE) + 1))


def _tree(slug: str, parents: dict[str, str]) -> str:
    """The slugs above a term and its own, as its address names them."""
    names = [slug]
    while (above := parents.get(names[0], "")) and above not in names:
        names.insert(0, above)
    return "/".join(names)
