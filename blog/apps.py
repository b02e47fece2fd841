from django.apps import AppConfig


class BlogConfig(AppConfig):
    """What the union says: posts, petitions, categories, bylines, partners."""

    name = "blog"

    def ready(self) -> None:
        from blog import checks, metadata, moving, signals  # noqa: F401  # connects the receivers, tells heads of posts
