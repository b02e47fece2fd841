"""The door of pages that are for members."""

from typing import Any

from django.contrib.auth.views import LoginView


class MemberLoginView(LoginView):
    """Django's own, in the site's frame: `site` stays what every page of ours knows by that name."""

    template_name = "wagtailcore/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {name: value for name, value in context.items() if name not in ("site", "site_name")}
