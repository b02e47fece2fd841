from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "cms.media"
    label = "media"
    verbose_name = "Pictures and documents"

    def ready(self) -> None:
        from cms.media import checks, signals  # noqa: F401  # they register themselves
        from cms.media.covering import originals  # noqa: F401
