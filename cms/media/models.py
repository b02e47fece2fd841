from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from cms.languages import language_field
from cms.lite import full_form
from cms.media.cleaning import without_metadata
from cms.media.colors import dominant_color
from cms.media.pdf import count_pages
from cms.media.tasks import make_renditions


def _uploader() -> Any:
    """Wagtail's own field; its reverse name would clash with that of Wagtail's own models."""
    field: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by user"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    field.wagtail_reference_index_ignore = True
    return field


class Image(AbstractImage):
    """A picture. Its description is the alternative text."""

    uploaded_by_user = _uploader()
    tags = TaggableManager(_("tags"), blank=True, help_text=None, related_name="pictures")

    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Who made the picture, if they agreed to be named. Never a person who is shown."),
    )
    # As #rrggbb; empty where one can see through the picture.
    dominant_color = models.CharField(max_length=7, blank=True, default="", editable=False)

    admin_form_fields = (
        "file",
        "title",
        "description",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(WagtailImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new_file = self._has_new_file()
        if is_new_file:
            self._clean_file()
        with transaction.atomic():
            super().save(*args, **kwargs)
            if is_new_file:
                self.renditions.all().delete()
            transaction.on_commit(lambda: make_renditions.enqueue(self.pk))

    def _has_new_file(self) -> bool:
        """Whether the file is not the one that was cleaned at an earlier save.

        Wagtail's upload of several pictures stores the file before it saves the picture.
        """
        if not self.file or not self.file._committed:
            return bool(self.file)
        known = type(self).objects.filter(pk=self.pk).values_list("file", flat=True).first()
        return bool(self.file.name != known)

    def _clean_file(self) -> None:
        content = without_metadata(self.file.file)
        if self.file._committed:
            self.file.storage.delete(self.file.name)
        self.file: Any = ContentFile(content, name=Path(self.file.name).name)
        self.file_size = len(content)
        self._set_file_hash()
        self.dominant_color = dominant_color(Pillow.open(BytesIO(content)))

    @property
    def default_alt_text(self) -> str:
        """The alternative text; never the title, which is often a file name."""
        return self.description


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")
    file_size = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="media_rendition_unique"
            )
        ]


class Document(AbstractDocument):
    """A PDF: a letter, a petition, a card."""

    uploaded_by_user = _uploader()
    tags = TaggableManager(_("tags"), blank=True, help_text=None, related_name="documents")

    date = models.DateField(
        _("date"),
        null=True,
        blank=True,
        help_text=_("The date that is written on the document, not the day of the upload."),
    )
    language = language_field(help_text=_("The language that the document is written in."))
    page_count = models.PositiveIntegerField(_("pages"), null=True, editable=False)

    admin_form_fields = ("file", "title", "date", "language", "collection", "tags")

    class Meta(WagtailDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file._committed:
            self._set_document_file_metadata()
            self.page_count = count_pages(self.file.file)
            self.file.seek(0)
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        """The document's one address, whichever form of a page names it."""
        with full_form():
            return str(super().url)

    @cached_property
    def kind(self) -> str:
        """The file's kind as readers know it: PDF."""
        return self.file_extension.upper()
