"""The matters that messages are about: the resources of the API, and the site as a whole."""

import re
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.models import Page

from cms.lite import full_form
from cms.pages import BasePage

SITE = "site"
# What other apps tell of, by the name of the resource; the site stands for several models.
_told: dict[str, type[Model]] = {}


def add(resource: str, model: type[Model]) -> None:
    """Makes a matter known, so that it can be chosen."""
    if resource != SITE:
        _told[resource] = model


def choices() -> list[tuple[str, str]]:
    """The matters that a webhook can be about, with their names."""
    models = {resource_of(model): model for model in (Page, *_page_models())} | _told
    names = {name: capfirst(str(model._meta.verbose_name_plural)) for name, model in models.items() if name}
    return [*names.items(), (SITE, gettext("Menus, settings, pictures and shared texts"))]


def resource_of(model: type[Model]) -> str:
    """The name of the resource of the API that is a model's home; empty for none."""
    return str(_api().resource_of(model))


def detail_path(resource: str, pk: int) -> str:
    """The path of a thing's address in the API."""
    with full_form():
        return f"{reverse(f'api:{resource}:listing')}{pk}/"


def event(resource: str, verb: str) -> str:
    """The name of an event: post.published, category.changed."""
    return f"{re.sub(r's$', '', re.sub(r'ies$', 'y', resource))}.{verb}"


def _page_models() -> list[type[Page]]:
    """The kinds of pages that have a resource of their own."""
    pages = resource_of(Page)
    return [
        model for model in apps.get_models() if issubclass(model, BasePage) and resource_of(model) != pages
    ]


def _api() -> Any:
    """The router, wherever the house is put together: this room stands below it."""
    return import_string(f"{settings.ROOT_URLCONF}.api")
