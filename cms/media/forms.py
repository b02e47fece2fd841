"""What an editor is asked for at upload."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from cms.media.pdf import count_pages


class ImageForm(BaseImageForm):
    """Asks for the alternative text, without which a picture says nothing to many readers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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


class DocumentForm(BaseDocumentForm):
    """Refuses a file that is named .pdf and is none."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file and count_pages(file.file) is None:
            self.add_error(
                "file",
                _("This file is not a PDF that can be opened. Save it as PDF again, without a password."),
            )
        if file:
            file.seek(0)
        return file
