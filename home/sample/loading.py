"""Loads the sample, one thing and one transaction after the other."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from wagtail.models import Locale

from home.sample.checks import check
from home.sample.drafts import drafts
from home.sample.entries import LOCALES, Sample, SampleError
from home.sample.finding import promotions, synonyms
from home.sample.front import english_home
from home.sample.library import documents, logos, pictures
from home.sample.menus import menus
from home.sample.reader import read
from home.sample.registry import Registry
from home.sample.snippets import authors, categories, partners, reusable_texts
from home.sample.tasks import Task
from home.sample.texts import texts


class Progress(Protocol):
    """Shows how far a phase is; gives the same tasks."""

    def __call__(self, phase: str, tasks: list[Task]) -> Iterable[Task]: ...


@dataclass(frozen=True)
class Phase:
    """Tasks that can be listed once the phases before are done."""

    title: str
    tasks: Callable[[], list[Task]]


def load(folder: Path, progress: Progress) -> Counter[str]:
    """Makes what was never made. Returns how many things of each kind; empty if all was there.

    Raises SampleError before anything is made where a file is wrong.
    """
    sample = read(folder)
    check(sample)
    english_home()
    registry = Registry()
    done: set[str] = set()
    for phase in _phases(sample, registry):
        tasks = [task for task in phase.tasks() if not (task.registers and registry.knows(task.key))]
        if tasks:
            done |= {task.key for task in progress(phase.title, tasks) if _do(task, registry)}
    return Counter(key.split(":")[0] for key in done)


def _do(task: Task, registry: Registry) -> bool:
    """Whether something was made; it and its registration are in one transaction."""
    try:
        with transaction.atomic():
            made = task.make()
            if made is not None and task.registers:
                registry.add(task.key, made)
    except ValidationError as error:
        key = task.key.split(":", 1)[-1]
        raise SampleError(f"{task.file}: “{key}” cannot be stored: {_words(error)}") from error
    return made is not None


def _words(error: ValidationError) -> str:
    """What is wrong, with the places inside blocks that Django's own words leave out."""
    return str(error.as_json_data()) if hasattr(error, "as_json_data") else " ".join(error.messages)


def _phases(sample: Sample, registry: Registry) -> Iterator[Phase]:
    yield Phase("Languages", lambda: _locales(registry))
    yield Phase("Pictures", lambda: [*pictures(sample), *logos(sample)])
    yield Phase("Documents", lambda: documents(sample))
    yield Phase("Categories", lambda: categories(sample, registry))
    yield Phase("Authors", lambda: authors(sample, registry))
    yield Phase("Partners", lambda: partners(sample, registry))
    yield Phase("Places of pages", lambda: drafts(sample, registry))
    yield Phase("Reusable texts", lambda: reusable_texts(sample, registry))
    yield Phase("Pages and posts", lambda: texts(sample, registry))
    yield Phase("Menus", lambda: menus(sample, registry))
    yield Phase("Help to find", lambda: [*synonyms(sample), *promotions(sample, registry)])


def _locales(registry: Registry) -> list[Task]:
    def task(code: str) -> Task:
        def make() -> Model | None:
            locale, is_new = Locale.objects.get_or_create(language_code=code)
            return locale if is_new else None

        return Task(f"locale:{code}", "site/home.toml", make)

    present = set(Locale.objects.values_list("language_code", flat=True))
    return [task(code) for code in LOCALES if code not in present]
