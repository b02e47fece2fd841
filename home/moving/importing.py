"""Puts everything in again: into an empty site, all of it or nothing."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count as counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.models import Collection, Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.indexing import indexed_once
from cms.little_memory import little_memory
from cms.media.models import Document, Image
from cms.media.privacy import settle
from cms.media.tasks import extract_text
from cms.moving import Kind, kinds
from cms.references import refer
from cms.versions import raise_version, raised_once
from home.moving.archive import Reader
from home.moving.emptiness import refuse_what_is_not_empty
from home.moving.exporting import rows_of
from home.moving.keys import Keys, MovingError, add_what_is_always_there
from home.moving.places import places_of
from home.moving.rows import (
    checked,
    drafts_of,
    measure_again,
    save_as_written,
    values_of,
    write,
    write_drafts,
)
from home.moving.things import inward
from home.moving.uploads import store_uploads

# What values of the wrong kind make of themselves.
UNFIT = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
    *(ObjectDoesNotExist, ValidationError),
)
Say = Callable[[str], None]
Count = Callable[[str, int, int], None]


def load(archive: Reader, say: Say, count: Count = lambda step, done, total: None) -> Counter[str]:
    """Writes all things; returns how many of each kind. Raises MovingError, and nothing was written.

    `say` hears what was cleaned; `count` a step, how much of it is done, and of how much.
    """
    refuse_what_is_not_empty()
    _refuse_without_room(archive)
    stored: list[str] = []
    try:
        with little_memory(), indexed_once(), transaction.atomic():
            _make_room()
            _take_languages(archive)
            keys = Keys()
            add_what_is_always_there(keys)
            places = places_of(archive, keys)
            total = len(archive.names("content"))
            for number, (kind, name, thing) in enumerate(_things(archive), 1):
                count("Checking", number, total)
                with _named(name):
                    turn = inward(keys)
                    values_of(kind, checked(kind, thing, archive.members), turn)
                    drafts_of(kind, thing, turn)
                if turn.cleaned:
                    say(f"{name} held what no editor could have written in {turn.cleaned[0]}: it was cleaned")
            say("Everything in the archive fits together; now it is written")
            done = Counter[str]()
            cleaned = store_uploads(archive, stored, say, count)
            for kind, name, thing in _things(archive):
                with _named(name):
                    write(kind, thing, inward(keys), places)
                done[kind.name] += 1
                count("Writing", done.total(), total)
            if Site.objects.filter(is_default_site=True).count() != 1:
                raise MovingError("The archive does not say which site is the default one.")
            _count_on_from_here()
            with raised_once(), disable_reference_index_auto_update():
                _make_what_is_made(archive, keys, cleaned, lambda saved: count("Preparing", saved, total))
    except BaseException:
        for name in stored:
            default_storage.delete(name)
        raise
    return done


class _named:  # noqa: N801  # reads as a word of the sentence that it makes
    """Says in which member of the archive something is wrong."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, MovingError):
            raise MovingError(f"{self.name} {error}") from None
        if isinstance(error, UNFIT):
            raise MovingError(f"{self.name} holds what cannot be stored: {error}") from error


def _refuse_without_room(archive: Reader) -> None:
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    if archive.size > shutil.disk_usage(folder).free:
        raise MovingError(f"The uploads need {archive.size} bytes, and {folder} has less room.")


def _make_room() -> None:
    for kind in kinds.values():
        if issubclass(kind.model, AbstractSetting):
            kind.rows().delete()
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()


def _take_languages(archive: Reader) -> None:
    """Those of the archive and no others, so that a second export is equal."""
    wanted = archive.manifest.get("languages")
    known = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    if not isinstance(wanted, list) or not wanted:
        raise MovingError("The archive does not say which languages it has.")
    for code in wanted:
        if not isinstance(code, str) or code not in known:
            raise MovingError(
                f"The archive has pages in {code!r}, and this site does not know that language."
            )
        Locale.objects.get_or_create(language_code=code)
    first = Locale.objects.get(language_code=wanted[0])
    Page.objects.filter(depth=1).exclude(locale__language_code__in=wanted).update(locale=first)
    Locale.objects.exclude(language_code__in=wanted).delete()


def _things(archive: Reader) -> Iterator[tuple[Kind, str, dict[str, Any]]]:
    """All things in the order of the kinds; one at a time in memory."""
    for folder in {name.split("/")[1] for name in archive.names("content")} - set(kinds):
        raise MovingError(f"The archive holds {folder}, which this release does not know.")
    for kind in kinds.values():
        for name in archive.names(f"content/{kind.name}"):
            yield kind, name, archive.json(name)


def _count_on_from_here() -> None:
    """PostgreSQL counts rows apart from the rows."""
    models: list[type[Model]] = [kind.model for kind in kinds.values()]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _make_what_is_made(archive: Reader, keys: Keys, cleaned: set[str], count: Callable[[int], None]) -> None:
    """References, excerpts, index, sizes of pictures, texts of documents: by what makes them always."""
    # Before pages are known to show them: otherwise each upload has its pages made and indexed once more.
    settle(Image.objects.all())
    settle(Document.objects.all())
    saved = counter(1)
    for kind in kinds.values():
        refer(_saved(kind, cleaned, lambda: count(next(saved))))
    for name in archive.names("content/pages"):
        with _named(name):
            write_drafts(kinds["pages"], archive.json(name), inward(keys))
    for pk in Document.objects.values_list("pk", flat=True):
        transaction.on_commit(partial(extract_text.enqueue, pk))
    raise_version()


def _saved(kind: Kind, cleaned: set[str], tell: Callable[[], None]) -> Iterator[Model]:
    """The things of a kind, each after a save."""
    for thing in rows_of(kind):
        if isinstance(thing, Image | Document) and thing.file.name in cleaned:
            measure_again(thing)
        if not isinstance(thing, Collection):
            with _named(f"content/{kind.name}, number {thing.pk},"):
                save_as_written(thing)
        tell()
        yield thing
