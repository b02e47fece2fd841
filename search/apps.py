from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding things."""

    name = "search"

    def ready(self) -> None:
        from search import checks, copies, moving, signals  # noqa: F401  # they register themselves
