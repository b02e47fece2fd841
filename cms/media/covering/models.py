import secrets
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import Filter, SourceImageIOError

from cms.media.renditions import made_of_this_file

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
    """Of a picture whose file may be replaced at any moment, no rendition of the old file is kept."""

    def create_rendition(self, wanted: Filter) -> Any:
        """Wagtail's own. Raises SourceImageIOError where the file was replaced meanwhile."""
        rendition = super().create_rendition(wanted)  # type: ignore[misc]  # of Wagtail's picture
        if not made_of_this_file(self, rendition):
            raise SourceImageIOError("The picture was replaced while a rendition of it was made.")
        return rendition

    def create_renditions(self, *filters: Filter) -> dict[Filter, Any]:
        return {wanted: self.create_rendition(wanted) for wanted in filters}
