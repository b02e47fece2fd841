"""What an editor is asked for at upload."""

import struct
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import BooleanField, Form
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.collections import CollectionChoiceField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.models import Collection

from cms.media.cleaning import without_metadata
from cms.media.tasks import extract_text
from cms.visibility import private_collections

# Every PDF has this sign in its first kilobyte.
SIGN, LATEST_BEGINNING = b"%PDF-", 1024


class WholeImageField(WagtailImageField):
    """Refuses a picture that broke off on its way, where the library only raises its own errors."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file is not None:
                without_metadata(file)
                file.seek(0)
        except (AttributeError, EOFError, OSError, SyntaxError, ValueError, struct.error):
            raise ValidationError(
                _("This picture is damaged or did not arrive whole. Upload it again or save it as JPEG.")
            ) from None
        return file


def mark_private(form: Form) -> None:
    """Says beside the names of collections which of them visitors see nothing of."""
    if isinstance(field := form.fields.get("collection"), CollectionChoiceField):
        private = set(private_collections().values_list("pk", flat=True))
        name_of = field.label_from_instance

        def label(collection: Collection) -> str:
            name: str = name_of(collection)
            return format_html(gettext("{} (private)"), name) if collection.pk in private else name

        field.label_from_instance = label


class ImageForm(BaseImageForm):
    """Asks for the alternative text, without which a picture says nothing to many readers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_private(self)
        if file := self.fields.get("file"):
            self.fields["file"] = WholeImageField(
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

    def save(self, commit: bool = True) -> Any:
        # Wagtail takes the renditions of the old file away after the save that asks for new ones.
        with transaction.atomic():
            return super().save(commit=commit)


class DocumentForm(BaseDocumentForm):
    """Refuses a file that is named .pdf and is none. What is wrong inside one is said later, by its text."""

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
        if not self.instance.pk:
            del self.fields["read_again"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            file.seek(0)
            begins = file.read(LATEST_BEGINNING)
            file.seek(0)
            if SIGN not in begins:
                self.add_error(
                    "file", _("This file is not a PDF. Open it where it was made, and save it as PDF.")
                )
        return file

    def save(self, commit: bool = True) -> Any:
        document = super().save(commit=commit)
        if self.cleaned_data.get("read_again"):
            transaction.on_commit(lambda: extract_text.enqueue(document.pk))
        return document
