from django.apps import AppConfig


class WordPressConfig(AppConfig):
    """Moving in from WordPress: its export becomes posts, pages, pictures, comments and menus."""

    name = "home.wordpress"
    label = "wordpress"
