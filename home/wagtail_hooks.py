from wagtail.snippets.models import register_snippet

from home.viewsets import NavigationViewSet

register_snippet(NavigationViewSet)
