from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import get_language_from_path
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.userbar import BaseItem
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from cms.checker import use_own_checker
from cms.rich_text.handlers import VisibleDocumentLinkHandler, VisiblePageLinkHandler
from cms.weight import warn_of_a_heavy_page


@hooks.register("before_serve_page")
def lead_to_own_language(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    """A page that was asked for under another language's prefix is shown at its own address."""
    prefix = get_language_from_path(request.path_info)
    if prefix and prefix != page.locale.language_code:
        return redirect(page.get_url(request))
    return None


@hooks.register("register_rich_text_features", order=10)
def resolve_links_for_readers(features: FeatureRegistry) -> None:
    features.register_link_type(VisiblePageLinkHandler)
    features.register_link_type(VisibleDocumentLinkHandler)


@hooks.register("construct_wagtail_userbar")
def check_pages_our_way(request: HttpRequest, items: list[BaseItem], page: Page | None) -> None:
    use_own_checker(items, page)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_what_a_page_weighs(request: HttpRequest, page: Page) -> None:
    warn_of_a_heavy_page(request, page)


@hooks.register("insert_global_admin_css")
def keep_messages_beside_the_menu() -> str:
    return format_html('<link rel="stylesheet" href="{}">', versioned_static("cms/admin/messages.css"))
