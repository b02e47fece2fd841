"""The sample's names, menus and site settings."""

import json
from typing import Any

from django.db.models import Model
from wagtail.models import Site

from home.models import Navigation, SiteSettings
from home.sample import entries
from home.sample.bodies import listed
from home.sample.entries import Sample
from home.sample.registry import Registry
from home.sample.tasks import Task, stable_uuid

WORDS = ("email", "phone")


def menus(sample: Sample, registry: Registry) -> list[Task]:
    return [
        *(_menus(entry, registry) for entry in sample.menus.values()),
        _settings(sample.settings, registry),
    ]


def _menus(entry: entries.Menus, registry: Registry) -> Task:
    key = f"navigation:{entry.key}"

    def link(item: dict[str, str]) -> dict[str, Any]:
        page = registry.id(f"page:{item['page']}") if "page" in item else None
        return {"label": item["label"], "page": page, "url": item.get("url", "")}

    def links(items: list[dict[str, str]]) -> list[dict[str, Any]]:
        return [made for made in map(link, items) if made["page"] or made["url"]]

    def make() -> Model | None:
        locale = registry.locale(entry.key)
        if Navigation.objects.filter(locale=locale).exists():
            return None
        columns = [
            {"title": column["title"], "links": listed(links(column["links"]), f"{key}/footer/{position}")}
            for position, column in enumerate(entry.footer)
        ]
        navigation = Navigation(
            locale=locale,
            translation_key=stable_uuid("navigation"),
            site_name=entry.site_name,
            tagline=entry.tagline,
            menu=_stream("link", links(entry.menu), f"{key}/menu"),
            footer=_stream("column", columns, f"{key}/footer"),
            footer_text=entry.footer_text,
            address=entry.address,
            opening_hours=entry.opening_hours,
        )
        for stream in (navigation.menu, navigation.footer):
            stream.stream_block.clean(stream)
        navigation.full_clean()
        navigation.save()
        return navigation

    return Task(key, entry.file, make)


def _settings(entry: entries.Settings, registry: Registry) -> Task:
    def make() -> Model | None:
        settings: SiteSettings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
        if settings.logo_id or settings.profiles or any(getattr(settings, name) for name in WORDS):
            return None
        for name in WORDS:
            setattr(settings, name, getattr(entry, name))
        settings.logo_id = registry.id(f"logo:{entry.logo}")
        settings.profiles = _stream("profile", entry.social, "settings/profiles")
        settings.profiles.stream_block.clean(settings.profiles)
        settings.full_clean()
        settings.save()
        return settings

    return Task("settings", entry.file, make)


def _stream(kind: str, values: list[Any], place: str) -> str:
    """The raw value of a StreamField whose blocks are all of one type."""
    return json.dumps([{**item, "type": kind} for item in listed(values, place)])
