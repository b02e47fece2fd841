"""The sample's categories, authors, partners and reusable texts, each in its languages."""

from typing import Any

from django.db.models import Model, Q

from blog.models import Author, Category, Partner, ReusableText
from home.sample import entries
from home.sample.entries import LOCALES, Sample
from home.sample.registry import Registry
from home.sample.rich_text import rich_text
from home.sample.tasks import Task, stable_uuid


def categories(sample: Sample, registry: Registry) -> list[Task]:
    return [
        _named(registry, Category, "category", entry, locale)
        for locale in LOCALES
        for entry in sample.categories.values()
    ]


def authors(sample: Sample, registry: Registry) -> list[Task]:
    return [
        _named(registry, Author, "author", entry, locale)
        for locale in LOCALES
        for entry in sample.authors.values()
    ]


def partners(sample: Sample, registry: Registry) -> list[Task]:
    def task(entry: entries.Partner, locale: str) -> Task:
        key = f"partner:{entry.key}:{locale}"

        def make() -> Model | None:
            values = {
                "name": entry.name,
                "url": entry.url,
                "kind": entry.kind,
                "order": entry.order,
                "description": entry.description[locale],
                "logo_id": registry.id(f"logo:{entry.logo}"),
            }
            return _made(registry, Partner, key, f"partner:{entry.key}", locale, values)

        return Task(key, entry.file, make)

    return [task(entry, locale) for locale in LOCALES for entry in sample.partners.values()]


def reusable_texts(sample: Sample, registry: Registry) -> list[Task]:
    """To be made after the pages, since they link to pages."""

    def task(entry: entries.ReusableText) -> Task:
        key = f"reusable_text:{entry.key}"

        def make() -> Model | None:
            values = {"title": entry.title, "text": rich_text(entry.text, registry)}
            group = f"reusable_text:{entry.translation_of or entry.key}"
            return _made(registry, ReusableText, key, group, entry.locale, values)

        return Task(key, entry.file, make)

    return [task(entry) for entry in sample.reusable_texts.values()]


def _named(
    registry: Registry,
    model: type[Category] | type[Author],
    kind: str,
    entry: entries.Named,
    locale: str,
) -> Task:
    key = f"{kind}:{entry.key}:{locale}"

    def make() -> Model | None:
        values = {
            "name": entry.name[locale],
            "slug": entry.key,
            "description": entry.description[locale],
        }
        return _made(registry, model, key, f"{kind}:{entry.key}", locale, values)

    return Task(key, entry.file, make)


def _made(
    registry: Registry, model: type[Any], key: str, group: str, locale_code: str, values: dict[str, Any]
) -> Model | None:
    """A new snippet, or None where one of the same group or slug stands in the language already."""
    locale = registry.locale(locale_code)
    translation_key = stable_uuid(group)
    same = Q(translation_key=translation_key)
    if slug := values.get("slug"):
        same |= Q(slug=slug)
        if other := model.objects.filter(slug=slug).first():
            translation_key = other.translation_key
    if found := model.objects.filter(same, locale=locale).first():
        registry.adopt(key, found)
        return None
    snippet: Model = model(locale=locale, translation_key=translation_key, **values)
    snippet.full_clean()
    snippet.save()
    return snippet
