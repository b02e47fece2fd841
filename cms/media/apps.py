from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "cms.media"
    label = "media"
    verbose_name = "Pictures and documents"

    def ready(self) -> None:
        from cms.media import signals  # noqa: F401  # connects the receivers
