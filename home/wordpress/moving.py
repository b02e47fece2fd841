"""One move: its options, where things go, and what was found out so far."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale, Page, Site

from blog.models import BlogIndexPage, BlogPage, Category
from home.models import HomePage
from home.wordpress.models import ImportedItem, ImportRun, Kind, Outcome, UnplacedPart
from home.wordpress.shapes import OldItem, OldSite

# What comes from pages that show them; more would be a hostile file.
MOST_MENU_ENTRIES = 2_000


class CannotMoveInError(Exception):
    """Nothing can begin; says in one sentence what to do."""


@dataclass(frozen=True)
class Options:
    """What the command was asked: `since` holds for posts and pages."""

    files: tuple[Path, ...]
    uploads: Path | None = None
    download: bool = False
    is_dry: bool = False
    since: datetime.date | None = None
    locale: str = ""
    as_drafts: bool = False
    tags: Literal["categories", "keywords"] = "keywords"

    def is_old(self, item: OldItem) -> bool:
        """Whether it is older than what is asked for."""
        return bool(self.since and item.day and item.day < self.since)


@dataclass
class Listing:
    """What the first reading found; `parents` are the pages by their number, with those above them."""

    total: int = 0
    creators: set[str] = field(default_factory=set)
    parents: dict[int, int] = field(default_factory=dict)
    reusable: dict[int, str] = field(default_factory=dict)
    menu_entries: list[OldItem] = field(default_factory=list)
    # Numbers of posts and pages whose bodies hold pictures themselves.
    with_pictures: set[int] = field(default_factory=set)


@dataclass
class Moving:
    """Where things go and under which names; filled step by step."""

    run: ImportRun
    options: Options
    site: OldSite
    source: str
    hosts: frozenset[str]
    home: HomePage
    news: BlogIndexPage
    listing: Listing = field(default_factory=Listing)
    bylines: dict[str, int | None] = field(default_factory=dict)
    # Of users who wrote posts: their logins, which nobody sees.
    writers: dict[int, str] = field(default_factory=dict)
    categories: dict[tuple[str, str], int] = field(default_factory=dict)
    # Slugs of tags that are remembered.
    tags: set[str] | None = None
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    # Pages that cannot stand below those above them.
    lifted: set[int] = field(default_factory=set)
    # Posts and pages of this run: rows are written at the end of a parcel.
    placed: dict[tuple[str, str], int] = field(default_factory=dict)
    # Slugs below the news, and where the last post stands in the tree.
    slugs: set[str] | None = None
    last_path: str = ""
    # Posts of a parcel that have comments.
    talks: list[tuple[BlogPage, OldItem]] = field(default_factory=list)
    added: list[Page] = field(default_factory=list)
    # Of new posts of a parcel: their categories, which are stored at its end.
    filed: dict[int, list[int]] = field(default_factory=dict)
    # Hosts that gave no answer to so many downloads in a row.
    silent: Counter[str] = field(default_factory=Counter)
    _categories: dict[int, Category] = field(default_factory=dict)

    def category(self, pk: int) -> Category:
        if pk not in self._categories:
            self._categories[pk] = Category.objects.get(pk=pk)
        return self._categories[pk]

    def forget(self, counts: Counter[tuple[str, str]]) -> None:
        """After something was rolled back: what is known is what is stored."""
        self.counts = counts
        self.categories.clear()
        self.tags = None
        self._categories.clear()
        self.news.refresh_from_db()
        self.home.refresh_from_db()

    @property
    def locale(self) -> Locale:
        locale: Locale = self.home.locale
        return locale

    def count(self, item: ImportedItem, before: str = "") -> None:
        """Counts what this run did: nothing where an item stayed what it was."""
        if item.outcome != before:
            self.counts[item.kind, item.outcome] += 1

    def counted(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for (kind, outcome), number in sorted(self.counts.items()):
            found.setdefault(kind, {})[outcome] = number
        return found

    def item(self, kind: Kind, key: str | int, title: str = "") -> ImportedItem:
        """What is known of a thing, else a row that is not saved yet."""
        names = {"source": self.source, "kind": kind, "key": str(key)[:200]}
        known = ImportedItem.objects.filter(**names).first()
        return known or ImportedItem(**names, title=title[:255])


def place(item: ImportedItem, thing: Model) -> None:
    """Says what became of an item."""
    item.content_type = ContentType.objects.get_for_model(thing)
    item.object_id = thing.pk
    item.outcome = Outcome.DONE


def write(items: Iterable[ImportedItem]) -> None:
    """Saves rows, new ones and those that are there, in one statement."""
    rows = list(items)
    keys = {"source", "kind", "key"}
    fields = [f.name for f in ImportedItem._meta.concrete_fields if f.name not in keys and not f.primary_key]
    ImportedItem.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["source", "kind", "key"], update_fields=fields
    )


def keep_unplaced(item: ImportedItem, parts: Iterable[tuple[str, str]], run: ImportRun) -> None:
    """Keeps the parts of a thing that found no place, instead of those that were kept before.

    What somebody has dealt with stays so where the same part comes again.
    """
    parts, settled = list(parts), {}
    if item.pk and (item.run_id or item.digest):  # a new one has none
        if parts:
            known = item.unplaced.exclude(settled_at=None)
            settled = {(part.reason, part.original): part.settled_at for part in known}
        item.unplaced.all().delete()
    rows = [
        UnplacedPart(item=item, run=run, reason=reason, original=text, settled_at=settled.get((reason, text)))
        for reason, text in parts
    ]
    if rows:
        UnplacedPart.objects.bulk_create(rows)


def destination(code: str) -> tuple[HomePage, BlogIndexPage]:
    """The home page and the news of a language; the news are made where there are none.

    Raises CannotMoveInError where the site has no home page in the language.
    """
    root = Site.objects.get(is_default_site=True).root_page
    locale = Locale.objects.filter(language_code=code).first()
    home: Any = locale and root.get_translations(inclusive=True).filter(locale=locale).first()
    home = home and home.specific
    if not isinstance(home, HomePage):
        there = ", ".join(
            root.get_translations(inclusive=True).values_list("locale__language_code", flat=True)
        )
        raise CannotMoveInError(
            _("There is no home page in “%(code)s”. Choose one of these languages: %(there)s.")
            % {"code": code, "there": there}
        )
    news = BlogIndexPage.objects.child_of(home).select_related("locale").order_by("path").first()
    if news is None:
        with override(code):
            news = home.add_child(instance=BlogIndexPage(title=_("News"), slug="news", locale=locale))
    return home, news
