"""The screens of the admin for what this app holds."""

from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import Navigation


class NavigationViewSet(SnippetViewSet):
    model = Navigation
    icon = "list-ul"
    list_display = ["site_name", "tagline"]
