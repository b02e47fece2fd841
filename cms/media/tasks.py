"""Work that follows an upload."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.dispatch import Signal
from django_tasks import task
from PIL import Image as Pillow

from cms.media import renditions
from cms.media.colors import dominant_color
from cms.media.presets import ICONS, Preset
from cms.versions import raise_version

if TYPE_CHECKING:
    from cms.media.models import Image

# Sent after files of a picture were made; gives image.
renditions_made = Signal()


@task()
def make_renditions(image_id: int) -> int:
    """Makes what is missing of a picture's renditions and its colour; returns how many were made."""
    image = apps.get_model("media", "Image").objects.filter(pk=image_id).first()
    if not image:
        return 0
    if not image.dominant_color:
        with image.open_file() as file:
            color = dominant_color(Pillow.open(file))
        type(image).objects.filter(pk=image.pk).update(dominant_color=color)
    return _make(image, renditions.wanted(image))


@task()
def make_icons(image_id: int) -> int:
    """Makes what is missing of the site's icons; returns how many were made."""
    image = apps.get_model("media", "Image").objects.filter(pk=image_id).first()
    return _make(image, ICONS.values()) if image else 0


@task(backend="background")
def extract_text(document_id: int) -> bool:
    """Reads a document's file and keeps its text, page by page; whether anything changed."""
    from cms.media.texts import read_document  # which knows the models, and they know this task

    document = apps.get_model("media", "Document").objects.filter(pk=document_id).first()
    return bool(document) and read_document(document, settings.DOCUMENT_SECONDS)


def _make(image: "Image", presets: Iterable[Preset]) -> int:
    made = renditions.make(image, presets)
    if made:  # a picture that could not be shown can be shown now
        raise_version()
        renditions_made.send(sender=type(image), image=image)
    return made
