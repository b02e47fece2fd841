import secrets
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import Filter, SourceImageIOError

from cms.media.privacy import move_files
from cms.media.renditions import stored_now

FOLDER = "kept_originals"


def sealed_name(original: "KeptOriginal", filename: str) -> str:
    """A name that tells nothing; no visitor gets what lies in its folder, and no editor."""
    return f"{FOLDER}/{secrets.token_hex(12)}.age"


class KeptOriginal(models.Model):
    """A picture as it was before it was covered, sealed with a key that the server cannot open."""

    picture = models.ForeignKey(
        "media.Image", verbose_name=_("picture"), on_delete=models.CASCADE, related_name="kept_originals"
    )
    file = models.FileField(upload_to=sealed_name)
    kept_at = models.DateTimeField(_("kept since"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        app_label = "media"
        ordering = ["-kept_at", "-pk"]
        verbose_name = _("uncovered original")
        verbose_name_plural = _("uncovered originals")

    def __str__(self) -> str:
        return f"{self.picture_id}, {self.kept_at:%Y-%m-%d}"


class CoverableMixin:
    """Of a picture that may be replaced or hidden at any moment, no rendition of the old file is kept, and
    none that is public.
    """

    def create_rendition(self, wanted: Filter) -> Any:
        """Wagtail's own. Raises SourceImageIOError where the file was replaced meanwhile."""
        rendition = super().create_rendition(wanted)  # type: ignore[misc]  # of Wagtail's picture
        if not _is_right_still(self, rendition):
            raise SourceImageIOError("The picture was replaced while a rendition of it was made.")
        return rendition

    def create_renditions(self, *filters: Filter) -> dict[Filter, Any]:
        return {wanted: self.create_rendition(wanted) for wanted in filters}


def _is_right_still(image: Any, rendition: Any) -> bool:
    """Whether a picture still has the file that a rendition was made of; if not, the rendition is deleted.

    Waits for whoever replaces the file or hides the picture: their transaction did not see this rendition.
    """
    with transaction.atomic():
        now = stored_now(image)
        if now is None or now["file"] != image.file.name:
            rendition.delete()
            return False
        if now["is_hidden"] != image.is_hidden:
            image.is_hidden = now["is_hidden"]
            move_files(image)
            name = image.renditions.filter(pk=rendition.pk).values_list("file", flat=True).first()
            rendition.file = name
            return name is not None  # it could not be moved
    return True
