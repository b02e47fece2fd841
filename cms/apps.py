from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The frame of the house; it knows no other room."""

    name = "cms"
