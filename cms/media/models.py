import datetime
import secrets
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.documents.models import DocumentQuerySet as WagtailDocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtail.images.models import ImageQuerySet as WagtailImageQuerySet

from cms.consent import ANSWERS, DAYS_AHEAD, AnswersMixin, People, may_be_shown, today
from cms.languages import language_field
from cms.lite import full_form
from cms.media.cleaning import clean_document, clean_picture
from cms.media.covering.models import CoverableMixin
from cms.media.privacy import HIDDEN_FOLDER, delete_renditions, folder_of, move_files, tell_moved
from cms.media.tasks import extract_text, make_renditions
from cms.media.text_states import CURABLE, TextState, note
from cms.visibility import is_publishable

TEXT_FIELDS = ("page_count", "pages_read", "text_state", "text_problem")


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


def _has_new_file(upload: "Image | Document") -> bool:
    """Whether the file is not the one that was there at an earlier save.

    Wagtail's upload of several pictures stores the file before it saves the picture.
    """
    if not upload.file or not upload.file._committed:
        return bool(upload.file)
    known = type(upload)._default_manager.filter(pk=upload.pk).values_list("file", flat=True).first()
    return bool(upload.file.name != known)


class ImageQuerySet(WagtailImageQuerySet):
    def waiting(self) -> "ImageQuerySet":
        """Those that the people in them, or that nobody said who they are, keep from being shown."""
        return self.exclude(may_be_shown())

    def running_out(self, days: int = DAYS_AHEAD) -> "ImageQuerySet":
        """Those that are shown, and will not be in so many days."""
        day_after = today() + datetime.timedelta(days=days + 1)
        return self.filter(may_be_shown()).exclude(may_be_shown(day_after))

    def withdrawn(self) -> "ImageQuerySet":
        return self.filter(withdrawn_at__isnull=False)


class Image(CoverableMixin, AbstractImage, AnswersMixin):
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
    # Whether it is not publishable; cms/media/privacy.py keeps it true.
    is_hidden = models.BooleanField(default=False, editable=False)

    objects = ImageQuerySet.as_manager()

    admin_form_fields = (
        "file",
        "title",
        "description",
        "credit",
        "collection",
        "tags",
        *ANSWERS,
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(WagtailImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new_file = _has_new_file(self)
        if is_new_file:
            self._clean_file()
            if self.is_covered and not type(self).objects.filter(pk=self.pk, is_covered=True).exists():
                self.is_recognizable = False
        if self.people == People.NOBODY or self.is_recognizable is False:
            self.forget_consent()
        with transaction.atomic():
            was_hidden, self.is_hidden = self.is_hidden, not is_publishable(self)
            super().save(*args, **kwargs)
            if is_new_file:
                delete_renditions(self)
            move_files(self)
            if self.is_hidden != was_hidden:
                tell_moved(self)
            transaction.on_commit(lambda: make_renditions.enqueue(self.pk), robust=True)

    def _clean_file(self) -> None:
        clean = clean_picture(self.file.file)
        if self.file._committed:
            self.file.storage.delete(self.file.name)
        self.file: Any = clean
        self.file_size = clean.size
        self._set_file_hash()
        self.dominant_color = clean.color
        if self.is_covered and not clean.is_covered:  # what was said of the covered picture ends with it
            self.is_covered, self.is_recognizable = False, None

    def get_upload_to(self, filename: str) -> str:
        """A name that nobody can guess and that names nobody, with the ending of the file's own."""
        ending = Path(super().get_upload_to(filename)).suffix.lower()
        return f"original_images/{secrets.token_hex(6)}{ending}"

    @property
    def default_alt_text(self) -> str:
        """The alternative text; never the title, which is often a file name."""
        return gettext("This picture was withdrawn.") if self.withdrawn_at else self.description

    @property
    def is_silent(self) -> bool:
        """Whether no page says anything of it, in a caption or elsewhere."""
        return self.is_hidden or self.withdrawn_at is not None


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")
    file_size = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="media_rendition_unique"
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        return f"{folder_of(self.image)}/{Path(super().get_upload_to(filename)).name}"

    @property
    def url(self) -> str:
        """Its address; where the picture is hidden, that of the view that asks who wants it."""
        name = self.file.name
        is_hidden = name.startswith(f"{HIDDEN_FOLDER}/")
        return reverse("serve_media", args=[name]) if is_hidden else str(super().url)


class DocumentQuerySet(WagtailDocumentQuerySet):
    def to_read(self) -> "DocumentQuerySet":
        """Those whose text may be found by reading them once more."""
        return self.filter(
            Q(text_state__in=(TextState.WAITING, TextState.FAILED)) | Q(text_problem__in=CURABLE)
        )


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
    opens_by_address = models.BooleanField(
        _("Anybody who has the address may open it"),
        default=False,
        help_text=_(
            "Tick to send the address around. Otherwise visitors can open the document only while a"
            " published page shows it. A private collection keeps it closed in any case."
        ),
    )
    language = language_field(help_text=_("The language that the document is written in."))
    # Whether it is not publishable; cms/media/privacy.py keeps it true.
    is_hidden = models.BooleanField(default=False, editable=False)
    # What the child that reads PDFs found; cms/media/texts.py writes it.
    page_count = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    pages_read = models.PositiveIntegerField(default=0, editable=False)
    text_state = models.CharField(
        _("text"), max_length=10, choices=TextState, default=TextState.WAITING, editable=False
    )
    text_problem = models.CharField(max_length=12, blank=True, default="", editable=False)

    objects = DocumentQuerySet.as_manager()

    admin_form_fields = ("file", "title", "date", "language", "opens_by_address", "collection", "tags")

    class Meta(WagtailDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new_file = _has_new_file(self)
        if is_new_file:
            self._clean_file()
        before = type(self).objects.filter(pk=self.pk).values("language", *TEXT_FIELDS).first()
        if before and is_new_file:
            self.page_count, self.pages_read = None, 0
            self.text_state, self.text_problem = TextState.WAITING, ""
        elif before:  # the task may have written them since this object was read
            for name in TEXT_FIELDS:
                setattr(self, name, before[name])
        depends_on_language = self.text_state in (TextState.OCR, TextState.NOTHING)
        is_other_language = depends_on_language and before and before["language"] != self.language
        with transaction.atomic():
            was_hidden, self.is_hidden = self.is_hidden, not is_publishable(self)
            super().save(*args, **kwargs)
            if is_new_file:
                self.text_pages.all().delete()
            if is_new_file or is_other_language:
                transaction.on_commit(lambda: extract_text.enqueue(self.pk))
            if self.is_hidden != was_hidden:
                tell_moved(self)

    def _clean_file(self) -> None:
        clean = clean_document(self.file.file)
        if self.file._committed:
            self.file.storage.delete(self.file.name)
        self.file: Any = clean
        self._set_document_file_metadata()

    @property
    def url(self) -> str:
        """The document's one address, whichever form of a page names it."""
        with full_form():
            return str(super().url)

    @cached_property
    def kind(self) -> str:
        """The file's kind as readers know it: PDF."""
        return self.file_extension.upper()

    def text_address(self, number: int = 1) -> str:
        """Where a page of the document is read as text, in the form and language that is being shown."""
        address = reverse("document_text", args=[self.pk])
        return f"{address}?page={number}#page-{number}" if number > 1 else address

    @property
    def has_text(self) -> bool:
        """Whether there are words to read and to find."""
        return self.text_state in (TextState.LAYER, TextState.OCR)

    @property
    def text_note(self) -> str:
        """What an editor should know and do about the text, in whole sentences; empty where all is well."""
        return note(self.text_problem, self.text_state, self.pages_read, self.page_count)


class DocumentPage(models.Model):
    """The text of one page of a document that has any: a line for each paragraph; number counts from 1."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="text_pages")
    number = models.PositiveIntegerField()
    text = models.TextField()
    is_ocr = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="media_document_page_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id}, {self.number}"
