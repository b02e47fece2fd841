"""What is cleaned before it waits on the disk, what goes with a rendition, and what others are told."""

from typing import Any

from django.core.files.base import ContentFile
from django.db.models.signals import post_delete, pre_save
from django.dispatch import Signal, receiver
from PIL import UnidentifiedImageError
from wagtail.models import UploadedFile

from cms.media.cleaning import without_metadata
from cms.media.models import Rendition
from cms.media.renditions import cache_key

# Sent by Document after the text of its pages was stored or has gone; gives document.
document_text_changed = Signal()


@receiver(pre_save, sender=UploadedFile)
def clean_a_waiting_upload(instance: UploadedFile, **kwargs: Any) -> None:
    """A picture that waits for its alternative text may wait for ever: it is cleaned before."""
    if not instance.file or instance.file._committed:
        return
    name = instance.file.name
    try:
        instance.file = ContentFile(without_metadata(instance.file.file), name=name)
    except UnidentifiedImageError:
        instance.file.file.seek(0)  # a document


@receiver(post_delete, sender=Rendition)
def forget_a_rendition(instance: Rendition, **kwargs: Any) -> None:
    Rendition.cache_backend.delete(cache_key(instance.image_id))
