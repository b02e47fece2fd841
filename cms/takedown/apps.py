from django.apps import AppConfig


class TakedownConfig(AppConfig):
    """Requests to take something down, from people who need not say who they are."""

    name = "cms.takedown"
    label = "takedown"
