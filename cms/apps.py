from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The frame of the house; it knows no other room."""

    name = "cms"

    def ready(self) -> None:
        from cms import signals  # noqa: F401  # connects the receivers
        from cms.writing import give_stored_streams

        give_stored_streams()
