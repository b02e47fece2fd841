"""What is cleaned before it waits on the disk, what goes with a rendition, and what others are told."""

from typing import Any

from django.core.files.base import ContentFile
from django.db.models.signals import post_delete, post_save, pre_save
from django.db.transaction import on_commit
from django.dispatch import Signal, receiver
from PIL import UnidentifiedImageError
from wagtail.models import Collection, CollectionViewRestriction, UploadedFile

from cms.media.cleaning import without_metadata
from cms.media.models import Document, Image, Rendition
from cms.media.privacy import settle
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


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
def settle_uploads(**kwargs: Any) -> None:
    """A collection became private, or public again."""
    for model in (Image, Document):
        settle(model.objects.all())


@receiver(post_save, sender=Collection)
def settle_uploads_of_a_moved_collection(created: bool, **kwargs: Any) -> None:
    """Wagtail saves a collection before it moves it below another one."""
    if not created:
        on_commit(settle_uploads)
