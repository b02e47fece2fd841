"""Wagtail's user bar with its content checker, for a frontend that stands at another address.

Whoever holds the token gets the bar of the editor who made it: links into the admin, which asks
everybody who they are.
"""

from django.conf import settings
from django.forms import Media
from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail.admin.userbar import Userbar

from cms.preview.tokens import Opened


def user_bar(request: HttpRequest, opened: Opened, *, is_in_panel: bool) -> str:
    """The bar as HTML. Every file that it names is named with this site's address.

    In the editor's side panel it stays hidden: there it only runs the checks that the panel shows.
    """
    request.user = opened.editor
    request.is_preview = True  # type: ignore[attr-defined]  # as Wagtail marks previews
    request.is_in_frontend = True  # type: ignore[attr-defined]  # see cms.checker
    request.in_preview_panel = is_in_panel  # type: ignore[attr-defined]  # as Wagtail's side panel
    context = Userbar(object=opened.page).get_context_data({"request": request})
    context["media"] = _absolute(context["media"], request)
    bar = render_to_string(Userbar.template_name, context)
    # What hooks of the admin add names its files without a host.
    return bar.replace(f'"{settings.STATIC_URL}', f'"{request.build_absolute_uri(settings.STATIC_URL)}')


def _absolute(media: Media, request: HttpRequest) -> Media:
    """The same scripts and styles under addresses that hold on other sites."""
    # Django has no public names for what a Media holds.
    scripts, styles = media._js, media._css  # type: ignore[attr-defined]  # unknown to the stubs
    return Media(
        js=[request.build_absolute_uri(media.absolute_path(path)) for path in scripts],
        css={
            medium: [request.build_absolute_uri(media.absolute_path(path)) for path in paths]
            for medium, paths in styles.items()
        },
    )
