"""Work that follows an upload."""

from django.apps import apps
from django_tasks import task

from cms.media.presets import FILTERS


@task()
def make_renditions(image_id: int) -> int:
    """Makes what is missing of a picture's renditions; returns how many the picture has."""
    image = apps.get_model("media", "Image").objects.filter(pk=image_id).first()
    return len(image.get_renditions(*FILTERS)) if image else 0
