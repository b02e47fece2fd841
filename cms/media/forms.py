"""What an editor is asked for at upload."""

from typing import Any

from django.db import transaction
from django.forms import BooleanField, FileField, Form
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.collections import CollectionChoiceField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.models import Collection

from cms.media.cleaning import clean_document, clean_picture
from cms.media.consent.forms import AnswersFormMixin
from cms.media.refusals import RefusedError
from cms.media.tasks import extract_text
from cms.visibility import private_collections

PDFS = _(
    "A PDF. What it tells about the people who made it is taken out: names, dates, remarks, attachments. A"
    " digital signature is lost too: describe it on the page where you show the document."
)


class CleanImageField(WagtailImageField):
    """Cleans the picture, or says why it cannot be stored; what it is, its content tells."""

    def to_python(self, data: Any) -> Any:
        file = FileField.to_python(self, data)
        return clean_picture(file) if file else file


def mark_private(form: Form) -> None:
    """Says beside the names of collections which of them visitors see nothing of."""
    if isinstance(field := form.fields.get("collection"), CollectionChoiceField):
        private = set(private_collections().values_list("pk", flat=True))
        name_of = field.label_from_instance

        def label(collection: Collection) -> str:
            name: str = name_of(collection)
            return format_html(gettext("{} (private)"), name) if collection.pk in private else name

        field.label_from_instance = label


class ImageForm(AnswersFormMixin, BaseImageForm):
    """Asks who is shown, and for the alternative text, without which a picture says nothing to many."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_private(self)
        if file := self.fields.get("file"):
            self.fields["file"] = CleanImageField(
                label=file.label, required=file.required, help_text=file.help_text, widget=file.widget
            )
        if field := self.fields.get("description"):
            field.required = True
            field.label = _("Alternative text")
            field.help_text = _(
                "What is to be seen, in one sentence, for people who cannot see the picture."
                " Do not name people who could be put at risk."
            )
            field.error_messages["required"] = _(
                "Write what is to be seen in the picture: some readers hear it instead."
            )
        self.ask()

    def save(self, commit: bool = True) -> Any:
        self.keep_uses()
        # Wagtail takes the renditions of the old file away after the save that asks for new ones.
        with transaction.atomic():
            return super().save(commit=commit)


class DocumentForm(BaseDocumentForm):
    """Cleans the PDF, or says why it cannot be stored. What of its text cannot be read is said later."""

    read_again = BooleanField(
        label=_("Read the text again"),
        required=False,
        help_text=_(
            "Tick after a failure. A new file, or another language for a scan, is read again by itself."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_private(self)
        if field := self.fields.get("file"):
            field.max_length, field.help_text = None, PDFS  # its name is replaced, however long it is
        if not self.instance.pk:
            del self.fields["read_again"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            try:
                return clean_document(file)
            except RefusedError as refusal:
                self.add_error("file", refusal)
        return file

    def save(self, commit: bool = True) -> Any:
        document = super().save(commit=commit)
        if self.cleaned_data.get("read_again"):
            transaction.on_commit(lambda: extract_text.enqueue(document.pk))
        return document
