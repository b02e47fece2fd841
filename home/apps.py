from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The front door: home page, plain pages, menus, sample content."""

    name = "home"

    def ready(self) -> None:
        from wagtail.models import ReferenceIndex

        from home import metadata, signals  # noqa: F401  # connects the receivers, tells heads of home pages
        from home.models import SiteSettings
        from home.moving import kinds  # noqa: F401  # tells what goes along

        # Wagtail follows pages and snippets by itself, but not what settings use.
        ReferenceIndex.register_model(SiteSettings)
