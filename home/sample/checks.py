"""Finds keys that lead nowhere before anything is made."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from home.sample.entries import LOCALES, Body, Entry, Points, Sample, SampleError, Words

LINK = re.compile(r'href="(page|post|document):([^"]*)"')
FOLDERS = {"picture": ("art", "jpg"), "document": ("documents", "pdf")}
Kinds = dict[str, tuple[set[str], set[str]]]
# The keys of each kind of body item, those that must be there first.
ITEM_KEYS: Kinds = {
    "text": ({"text"}, {"language"}),
    "heading": ({"text"}, {"language"}),
    "quotation": ({"text"}, {"speaker", "language"}),
    "picture": ({"picture"}, {"caption"}),
    "gallery": ({"pictures"}, {"title"}),
    "document": ({"document"}, set()),
    "petition": (
        {"document", "addressee", "date_sent", "state"},
        {"reply_document", "reply_url", "reply_date", "summary"},
    ),
    "figures": ({"figures"}, {"title", "source"}),
    "table": ({"columns", "rows"}, {"caption", "first_column_is_header"}),
    "embed": ({"url", "title"}, set()),
    "call_to_action": ({"title", "button"}, {"text", "page", "url"}),
    "partners": (set(), {"title", "partners"}),
    "reusable_text": ({"reusable_text"}, set()),
}
POINT_KEYS: tuple[set[str], set[str]] = ({"title"}, {"text", "page", "post"})

Reference = tuple[str, str]


def check(sample: Sample) -> None:
    """Raises SampleError for the first key that is not there, with the file that names it."""
    _check_references(sample)
    _check_languages(sample)
    _check_files(sample, "picture", sample.pictures)
    _check_files(sample, "document", sample.documents)


def _check_references(sample: Sample) -> None:
    targets: dict[str, Iterable[str]] = {
        "picture": sample.pictures,
        "document": sample.documents,
        "category": sample.categories,
        "author": sample.authors,
        "partner": sample.partners,
        "reusable_text": sample.reusable_texts,
        "page": {*sample.homes, *sample.news, *sample.pages},
        "post": sample.posts,
        "language": {"", *LOCALES},
        "logo": {path.stem for path in sample.folder.glob("logos/*.png")},
    }
    for entry, references in _entries(sample):
        for kind, key in references:
            if key not in targets[kind]:
                raise SampleError(f"{entry.file}: there is no {kind.replace('_', ' ')} “{key}”.")


def _check_languages(sample: Sample) -> None:
    for code, ending in LOCALES.items():
        if f"news{ending}" not in sample.news:
            raise SampleError(f"site/news.toml: the key “{code}” is missing.")
        if code not in sample.menus:
            raise SampleError(f"site/navigation.toml: the key “{code}” is missing.")
        for named in (*sample.categories.values(), *sample.authors.values()):
            _check_words(named, code, named.name, named.description)
        for partner in sample.partners.values():
            _check_words(partner, code, partner.description)


def _check_words(entry: Entry, code: str, *words: Words) -> None:
    if not all(code in word for word in words):
        raise SampleError(f"{entry.file}: [{entry.key}] has no words in “{code}”.")


def _check_files(sample: Sample, kind: str, entries: Mapping[str, Entry]) -> None:
    folder, ending = FOLDERS[kind]
    for entry in entries.values():
        if not (sample.folder / f"{folder}/{entry.key}.{ending}").exists():
            raise SampleError(f"{entry.file}: [{entry.key}] has no file {folder}/{entry.key}.{ending}.")


def _entries(sample: Sample) -> Iterator[tuple[Entry, Iterator[Reference]]]:
    for page in sample.pages.values():
        yield page, _of_page(page, "page")
    for post in sample.posts.values():
        yield post, _of_page(post, "post")
    for home in sample.homes.values():
        words = {"picture": home.welcome_picture, "page": home.welcome_page, "text": home.welcome_text}
        points = [*home.asks, *home.ways_to_help]
        found = (_of_item(words), _of_body(home, home.sections), _of_points(home, points))
        yield home, chain.from_iterable(found)
    for text in sample.reusable_texts.values():
        own = [("reusable_text", text.translation_of)] if text.translation_of else []
        yield text, iter([*own, *_of_item({"text": text.text})])
    for partner in sample.partners.values():
        yield partner, iter([("logo", partner.logo)])
    for menus in sample.menus.values():
        links = [*menus.menu, *(link for column in menus.footer for link in column["links"])]
        yield menus, (pair for link in links for pair in _of_item(link))
    for promotion in sample.promotions.values():
        kind = "page" if promotion.page else "post"
        yield promotion, iter([(kind, promotion.page or promotion.post)])
    yield sample.settings, iter([("logo", sample.settings.logo)])


def _of_page(page: Any, kind: str) -> Iterator[Reference]:
    yield from (("category", key) for key in getattr(page, "categories", []))
    yield from (("post", key) for key in getattr(page, "related", []))
    if byline := getattr(page, "byline", ""):
        yield "author", byline
    if page.translation_of:
        yield kind, page.translation_of
    if page.parent:
        yield "page", page.parent
    yield from _of_item(page.lead_picture)
    yield from _of_body(page, page.body)


def _of_body(entry: Entry, body: Body) -> Iterator[Reference]:
    for item in body:
        _check_keys(entry, item)
        yield from _of_item(item)
        for picture in item.get("pictures", []):
            yield from _of_item(picture)
        yield from (("partner", key) for key in item.get("partners", []))


def _of_points(entry: Entry, points: Points) -> Iterator[Reference]:
    for point in points:
        _check_keys(entry, {"type": "point", **point}, {"point": POINT_KEYS})
        yield from _of_item(point)


def _check_keys(entry: Entry, item: dict[str, Any], kinds: Kinds = ITEM_KEYS) -> None:
    kind = item.get("type", "")
    if kind not in kinds:
        raise SampleError(f"{entry.file}: there is no body item of the type “{kind}”.")
    needed, optional = kinds[kind]
    own = set(item) - {"type"}
    if unknown := own - needed - optional:
        raise SampleError(f"{entry.file}: the key “{min(unknown)}” does not exist in “{kind}”.")
    if missing := needed - own:
        raise SampleError(f"{entry.file}: the key “{min(missing)}” is missing in “{kind}”.")


def _of_item(item: dict[str, Any]) -> Iterator[Reference]:
    for name in ("picture", "document", "page", "post", "reusable_text", "language"):
        if name in item:
            yield name, item[name]
    if "reply_document" in item:
        yield "document", item["reply_document"]
    yield from LINK.findall(item.get("text", ""))
