from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language_from_path
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from cms.rich_text import VisiblePageLinkHandler


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
