from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The front door: home page, plain pages, menus, sample content."""

    name = "home"

    def ready(self) -> None:
        from home import signals  # noqa: F401  # connects the receivers
