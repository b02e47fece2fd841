"""Pages as answers mention them: the part of their rows that is shown, found past the one gate."""

import datetime
import json
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from django.utils import timezone
from wagtail.models import Page

from cms.sites import below
from cms.versions import in_utc
from cms.visibility import visible

COLUMNS = (
    "pk",
    "content_type_id",
    "title",
    "slug",
    "path",
    "url_path",
    "translation_key",
    "locale__language_code",
    "first_published_at",
    "last_published_at",
)
MOST_SITES = 100
# Stand for what is asked for, and for the moment, among the parameters of the statement.
KEYS, PATHS, NOW = object(), object(), object()
# How each database looks for a column's value among those of one parameter, by its index.
AMONG = {
    "sqlite": '"wagtailcore_page"."{column}" IN (SELECT value FROM json_each(%s))',
    "postgresql": '"wagtailcore_page"."{column}" = ANY(%s)',
}


class Mention(NamedTuple):
    """One page. `locale` is the code of its language."""

    pk: int
    content_type_id: int
    title: str
    slug: str
    path: str
    url_path: str
    translation_key: UUID
    locale: str
    first_published_at: datetime.datetime | None
    last_published_at: datetime.datetime | None

    @property
    def kind(self) -> type[Page]:
        """The model of the page's own kind."""
        model: type[Page] | None = ContentType.objects.get_for_id(self.content_type_id).model_class()
        return model or Page


def mention_of(page: Page) -> Mention:
    """A page that was fetched whole, or one that was never saved."""
    return Mention(
        pk=page.pk,
        content_type_id=page.content_type_id,
        title=page.title,
        slug=page.slug,
        path=page.path,
        url_path=page.url_path,
        translation_key=page.translation_key,
        locale=page.locale.language_code,
        first_published_at=page.first_published_at,
        last_published_at=page.last_published_at,
    )


class Relatives:
    """Pages that others mention, all found in one query: translations, parents, neighbours, related."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = list(mentions)

    @cached_property
    def by_id(self) -> dict[int, Mention]:
        return {page.pk: page for page in self._mentions}

    @cached_property
    def by_path(self) -> dict[str, Mention]:
        return {page.path: page for page in self._mentions}

    @cached_property
    def by_key(self) -> dict[UUID, list[Mention]]:
        """The pages that are translations of each other, in the order of the site's languages."""
        order = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
        found: dict[UUID, list[Mention]] = {}
        for page in sorted(self._mentions, key=lambda page: order.index(page.locale)):
            found.setdefault(page.translation_key, []).append(page)
        return found


def relatives(homes: Iterable[str], keys: Collection[UUID], paths: Collection[str] = ()) -> Relatives:
    """The visible pages below some home pages with one of some translation keys, or at a path of the tree.

    One query. Raises nothing for what is not there.
    """
    statement = _statement(connection.vendor, tuple(homes)) if keys or paths else None
    if statement is None:
        return Relatives([])
    sql, parameters = statement
    known = {
        KEYS: _listed(keys),
        PATHS: _listed(paths),
        NOW: connection.ops.adapt_datetimefield_value(timezone.now()),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, [known.get(value, value) for value in parameters])
        return Relatives(map(_read, cursor.fetchall()))


@lru_cache(MOST_SITES)
def _statement(vendor: str, homes: tuple[str, ...]) -> tuple[str, Sequence[Any]] | None:
    """The query and its parameters, KEYS, PATHS and NOW among them; None where it can find nothing.

    Written once for each site: to build it anew took half of a list's time.
    """
    wanted = [
        RawSQL(AMONG[vendor].format(column=column), [value], BooleanField())  # noqa: S611  # constants
        for column, value in (("translation_key", KEYS), ("path", PATHS))
    ]
    pages = Page.objects.order_by().filter(wanted[0] | wanted[1])
    pages = visible(below(pages, homes), RawSQL("%s", [NOW]))
    try:
        statement: tuple[str, Sequence[Any]] = pages.values_list(*COLUMNS).query.sql_with_params()
    except EmptyResultSet:
        return None
    return statement


def _listed(values: Collection[Any]) -> Any:
    """Values as one parameter; keys as the database keeps them."""
    if connection.vendor == "postgresql":
        return list(values)
    return json.dumps([value.hex if isinstance(value, UUID) else value for value in values])


def _read(row: tuple[Any, ...]) -> Mention:
    pk, kind, title, slug, path, url_path, key, locale, first, last = row
    key = key if isinstance(key, UUID) else UUID(key)
    times = first and in_utc(first), last and in_utc(last)
    return Mention(pk, kind, title, slug, path, url_path, key, locale, *times)
