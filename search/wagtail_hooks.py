from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.models import register_snippet

from search.synonyms import make
from search.viewsets import SearchGroup, UnfoundViewSet, promotion_urls

register_snippet(SearchGroup)


@hooks.register("register_admin_viewset")
def register_unfound() -> ViewSet:
    return UnfoundViewSet()


# Before Wagtail's own, which has the same addresses.
@hooks.register("register_admin_urls", order=-1)
def register_promotions() -> list[Any]:
    return promotion_urls


@hooks.register("construct_settings_menu")
def leave_what_the_search_menu_has(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    elsewhere = (
        reverse("wagtailsearchpromotions:index"),
        reverse("wagtailsettings:edit", args=["search", "searchsettings"]),
    )
    menu_items[:] = [item for item in menu_items if item.url not in elsewhere]


@hooks.register("construct_reports_menu")
def leave_what_is_always_empty(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's own report counts every search that people make. Here nothing is counted for it."""
    menu_items[:] = [item for item in menu_items if item.name != "search-terms"]


@hooks.register("make_synonyms")
def make_synonyms_for_the_sample(lines: list[str]) -> Any:
    return make(lines)
