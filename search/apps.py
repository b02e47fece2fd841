from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding things."""

    name = "search"
