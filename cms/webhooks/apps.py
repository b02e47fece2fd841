from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """Messages to other programs, such as a frontend, when what readers see has changed."""

    name = "cms.webhooks"
    label = "webhooks"

    def ready(self) -> None:
        from cms.webhooks import signals  # noqa: F401  # connects the receivers
