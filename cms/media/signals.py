"""What is cleaned before it waits on the disk, what goes with a rendition, and what others are told."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.db.transaction import on_commit
from django.dispatch import Signal, receiver
from wagtail.models import Collection, CollectionViewRestriction, Page, UploadedFile
from wagtail.signals import page_published
from wagtail.users.models import UserProfile

from cms.media.cleaning import clean, clean_picture
from cms.media.consent.publishing import note_what_slipped_through
from cms.media.models import Document, Image, Rendition
from cms.media.privacy import public_urls, settle, tell_files_gone
from cms.media.renditions import cache_key

# Sent by Document after the text of its pages was stored or has gone; gives document.
document_text_changed = Signal()


@receiver(pre_save, sender=UploadedFile)
def clean_a_waiting_upload(instance: UploadedFile, **kwargs: Any) -> None:
    """An upload that waits for its alternative text may wait for ever: it is cleaned before."""
    if not instance.file or instance.file._committed:
        return
    instance.file = clean(instance.file.file)


@receiver(pre_save, sender=UserProfile)
def clean_a_portrait(instance: UserProfile, **kwargs: Any) -> None:
    """Those who write have faces, too."""
    if instance.avatar and not instance.avatar._committed:
        instance.avatar = clean_picture(instance.avatar.file)


def check_portrait(portrait: Any) -> None:
    """Raises RefusedError, for the form, before a portrait is saved."""
    if portrait and not portrait._committed:
        clean_picture(portrait.file)


# Wagtail's own model and form have no other place for it.
UserProfile._meta.get_field("avatar").validators.append(check_portrait)


@receiver(post_delete, sender=Rendition)
def forget_a_rendition(instance: Rendition, **kwargs: Any) -> None:
    Rendition.cache_backend.delete(cache_key(instance.image_id))


@receiver(pre_delete, sender=Image)
def remember_addresses(instance: Any, **kwargs: Any) -> None:
    instance.addresses_before = public_urls(instance.renditions.all())


@receiver(post_delete, sender=Image)
def tell_that_a_picture_has_gone(instance: Any, **kwargs: Any) -> None:
    tell_files_gone(Image, instance.addresses_before)


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
def settle_uploads(**kwargs: Any) -> None:
    """A collection became private, or public again."""
    for model in (Image, Document):
        settle(model._default_manager.all())


@receiver(post_save, sender=Collection)
def settle_uploads_of_a_moved_collection(created: bool, **kwargs: Any) -> None:
    """Wagtail saves a collection before it moves it below another one."""
    if not created:
        on_commit(settle_uploads)


@receiver(page_published)
def note_missing_pictures(instance: Page, **kwargs: Any) -> None:
    note_what_slipped_through(instance)
