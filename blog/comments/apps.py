from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """What readers say under posts, without a word about who they are."""

    name = "blog.comments"
    label = "comments"

    def ready(self) -> None:
        from blog.comments import signals  # noqa: F401  # connects the receivers
