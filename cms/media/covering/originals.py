"""What pictures were before they were covered: gone, or kept sealed where ORIGINALS_KEY is set."""

import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from cms.media.covering.models import KeptOriginal
from cms.media.deleting import delete_on_commit
from cms.media.privacy import picture_withdrawn

if TYPE_CHECKING:
    from cms.media.models import Image


def sealed(content: bytes) -> bytes:
    """Content that only the private half of ORIGINALS_KEY opens (age), which is not on the server."""
    import pyrage  # costs nothing where no key is set

    sealed: bytes = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(settings.ORIGINALS_KEY)])
    return sealed


def keep(image: "Image", content: bytes) -> KeptOriginal | None:
    """Keeps what a picture is now, where that is wished for; within the transaction that covers it."""
    if not settings.ORIGINALS_KEY:
        return None
    return KeptOriginal.objects.create(picture=image, file=ContentFile(sealed(content), name="original.age"))


def delete_old() -> int:
    """Deletes those that were kept for ORIGINALS_DAYS; returns how many."""
    until = timezone.now() - datetime.timedelta(days=settings.ORIGINALS_DAYS)
    return KeptOriginal.objects.filter(kept_at__lte=until).delete()[0]


@receiver(picture_withdrawn)
def delete_with_a_withdrawn_picture(image: "Image", **kwargs: Any) -> None:
    image.kept_originals.all().delete()


@receiver(post_delete, sender=KeptOriginal)
def delete_the_file(instance: KeptOriginal, **kwargs: Any) -> None:
    delete_on_commit(instance.file.storage, instance.file.name)
