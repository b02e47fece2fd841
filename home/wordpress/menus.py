"""The old site's menu becomes that of the language, where there is none yet; its parts stand side by side."""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from blog.models import Category
from cms.addresses import absolute
from home.models import Navigation
from home.wordpress.answers import Answers
from home.wordpress.models import ImportedItem, Kind, Outcome
from home.wordpress.moving import Moving, keep_unplaced, place
from home.wordpress.notes import Note
from home.wordpress.shapes import OldItem, OldTerm
from home.wordpress.words import cut, line

MOST, LONGEST = 8, 60
# How themes call the place of the menu that everybody sees; exports do not tell the place itself.
MAIN = ("primary", "main", "header", "top")
is_address = URLValidator(schemes=["http", "https"])


def move_in(terms: Iterable[OldTerm], answers: Answers, moving: Moving) -> None:
    """Notes each menu once; the main one is written where the language has no menu."""
    entries: defaultdict[str, list[OldItem]] = defaultdict(list)
    for entry in moving.listing.menu_entries:
        for term in entry.terms:
            if term.taxonomy == "nav_menu":
                entries[term.slug].append(entry)
    menus = [term for term in terms if term.taxonomy == "nav_menu" and entries[term.slug]]
    for term in sorted(menus, key=lambda term: _rank(term, entries[term.slug])):
        with transaction.atomic():
            _take(term, sorted(entries[term.slug], key=lambda entry: entry.order), answers, moving)


def _rank(term: OldTerm, entries: list[OldItem]) -> tuple[bool, int]:
    words = f"{term.slug} {term.name}".lower()
    return not any(name in words for name in MAIN), -len(entries)


def _take(term: OldTerm, entries: list[OldItem], answers: Answers, moving: Moving) -> None:
    item = moving.item(Kind.MENU, term.id or term.slug, term.name)
    if item.outcome != Outcome.WAITING:
        return
    found = {entry.id: _link(entry, answers, moving) for entry in entries}
    navigation = Navigation.objects.filter(locale=moving.locale).first()
    if navigation and navigation.menu:
        item.outcome, left = Outcome.LEFT, entries
        item.note(Note.MENU_THERE)
    else:
        tops = [entry for entry in entries if _above(entry) not in found and found[entry.id]]
        shown = tops[:MOST]
        left = [entry for entry in entries if entry not in shown]
        navigation = navigation or Navigation(locale=moving.locale, site_name=_name(moving))
        links = [{"type": "link", "id": str(uuid.uuid4()), "value": found[entry.id]} for entry in shown]
        navigation.menu = json.dumps(links)
        navigation.save()
        place(item, navigation)
    item.run = moving.run
    item.save()
    parts = [
        (Note.MENU_PART, f"{_label(entry, moving)} {entry.meta.get('_menu_item_url', '')}") for entry in left
    ]
    keep_unplaced(item, parts, moving.run)
    moving.count(item)


def _name(moving: Moving) -> str:
    return cut(line(moving.site.title) or moving.source, 80)


def _above(entry: OldItem) -> int:
    above = entry.meta.get("_menu_item_menu_item_parent", "")
    return int(above) if above.isdecimal() else 0


def _label(entry: OldItem, moving: Moving) -> str:
    if title := line(entry.title):
        return cut(title, LONGEST)
    known = ImportedItem.objects.of(moving.source).filter(key=entry.meta.get("_menu_item_object_id", ""))
    target = known.filter(kind=entry.meta.get("_menu_item_object", "")).first()
    return cut(target.title, LONGEST) if target else ""


def _link(entry: OldItem, answers: Answers, moving: Moving) -> dict[str, Any] | None:
    """A line of a menu, as its field stores it; None for what leads nowhere here."""
    label, page, url = _label(entry, moving), None, ""
    if not label:
        return None
    kind, key = entry.meta.get("_menu_item_object", ""), entry.meta.get("_menu_item_object_id", "")
    match entry.meta.get("_menu_item_type"):
        case "post_type" if kind in (Kind.POST, Kind.PAGE):
            found = ImportedItem.objects.of(moving.source, kind).filter(key=key).first()
            page = found.object_id if found else None
        case "taxonomy" if kind == Kind.CATEGORY:
            found = ImportedItem.objects.of(moving.source, Kind.CATEGORY).filter(key=key).first()
            category = Category.objects.filter(pk=found.object_id or 0).first() if found else None
            url = absolute(f"{moving.news.get_url()}category/{category.slug}/") if category else ""
        case "custom":
            page, url = _custom(entry.meta.get("_menu_item_url", "").strip(), answers, moving)
    return {"label": label, "page": page, "url": "" if page else url} if page or url else None


def _custom(url: str, answers: Answers, moving: Moving) -> tuple[int | None, str]:
    """An address that somebody typed: of the old site it leads to the page that it became, or nowhere."""
    try:
        is_address(url)
    except ValidationError:
        return (moving.home.pk, "") if url == "/" else (None, "")
    if not any(f"//{host}" in url.lower() for host in moving.hosts):
        return None, url
    if url.rstrip("/").lower().endswith(tuple(moving.hosts)):
        return moving.home.pk, ""
    return answers.page_for(url), ""
