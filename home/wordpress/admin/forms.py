"""What an administrator says of an import: its files and its options."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Site

from home.wordpress.admin.storing import ENDINGS, on_server

MOST_OF_EXPORTS, MOST_OF_UPLOADS = 200 * 1024 * 1024, 1024 * 1024 * 1024
MOST_FILES = 20


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files, cleaned one by one."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files: Sequence[Any] = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not files:
            super().clean(None, initial)
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class ImportForm(forms.Form):
    """Files by upload, or by name out of IMPORT_DIR, where there is such a folder."""

    exports = ManyFilesField(
        label=_("The export"),
        required=False,
        error_messages={"empty": _("The file is empty. Export it again.")},
        help_text=_("In WordPress: Tools, Export, All content. One file or several, .xml or .xml.gz."),
    )
    uploads = forms.FileField(
        label=_("A copy of the uploads"),
        required=False,
        error_messages={"empty": _("This is no zip that can be opened. Make it again.")},
        help_text=_("The folder wp-content/uploads of the old server, as a zip: all pictures and PDFs."),
    )
    exports_on_server = forms.MultipleChoiceField(
        label=_("Or exports on this server"), required=False, widget=forms.CheckboxSelectMultiple
    )
    uploads_on_server = forms.ChoiceField(label=_("Or a copy of the uploads on this server"), required=False)
    download = forms.BooleanField(
        label=_("Fetch what is missing from the old site"),
        required=False,
        help_text=_("Works as long as the old site is there. The old server sees that this one asks."),
    )
    locale = forms.ChoiceField(
        label=_("Language of the posts"), help_text=_("They go below the home page of this language.")
    )
    tags = forms.ChoiceField(
        label=_("What tags become"),
        choices=[
            ("keywords", _("Keywords, which only the search sees")),
            ("categories", _("Categories, which readers see")),
        ],
        initial="keywords",
    )
    since = forms.DateField(
        label=_("Only from this day on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave it empty to take all posts and pages."),
    )
    as_drafts = forms.BooleanField(
        label=_("Leave everything as drafts"),
        required=False,
        help_text=_("Otherwise what was published there is published here."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        exports, copies = on_server()
        self.fields["exports_on_server"].choices = [(name, name) for name in exports]  # type: ignore[attr-defined]
        self.fields["uploads_on_server"].choices = [("", "–"), *((name, name) for name in copies)]  # type: ignore[attr-defined]
        if not settings.IMPORT_DIR:
            del self.fields["exports_on_server"], self.fields["uploads_on_server"]
        homes = Site.objects.get(is_default_site=True).root_page.get_translations(inclusive=True)
        locales = Locale.objects.filter(pk__in=homes.values("locale"))
        self.fields["locale"].choices = [(one.language_code, str(one)) for one in locales]  # type: ignore[attr-defined]
        self.fields["locale"].initial = settings.LANGUAGE_CODE

    def clean_exports(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["exports"]
        if len(files) > MOST_FILES or sum(file.size or 0 for file in files) > MOST_OF_EXPORTS:
            raise forms.ValidationError(_too_large(MOST_OF_EXPORTS))
        for file in files:
            if not (file.name or "").lower().endswith(ENDINGS):
                raise forms.ValidationError(
                    _("“%(name)s” does not end in .xml or .xml.gz. Choose the one that WordPress wrote."),
                    params={"name": file.name},
                )
        return files

    def clean_uploads(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["uploads"]
        if file and (file.size or 0) > MOST_OF_UPLOADS:
            raise forms.ValidationError(_too_large(MOST_OF_UPLOADS))
        return file

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        uploaded, named = found.get("exports"), found.get("exports_on_server")
        if not uploaded and not named and "exports" not in self.errors:
            self.add_error("exports", _("Choose the file that WordPress wrote."))
        if (uploaded or found.get("uploads")) and (named or found.get("uploads_on_server")):
            self.add_error(None, _("Upload the files, or choose those on the server; not both."))
        return found


def _too_large(most: int) -> Any:
    return _("Larger than %(size)s. Ask whoever looks after the server to put it into IMPORT_DIR.") % {
        "size": filesizeformat(most)
    }
