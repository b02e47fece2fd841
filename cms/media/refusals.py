"""Why a file is not stored, and what to do instead, in whole sentences."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024

SENTENCES = {
    "empty": _("This file is empty. Upload it again."),
    "damaged": _("This picture is damaged or did not arrive whole. Upload it again or save it as JPEG."),
    "size": _("This picture is larger than %(most)s MB. Save it smaller, or take it with fewer megapixels."),
    "pixels": _("This picture has more than %(most)s million pixels. Save it smaller, or as JPEG."),
    "frames": _("This animation is too long. Upload one picture of it, or a shorter one."),
    "moving": _("This picture moves. Only still ones can be covered: upload one picture of it instead."),
    "drawing": _("SVG drawings can carry hidden programs. Save it as PNG."),
    "kind": _("Not every browser shows this kind of picture (%(kind)s). Save it as JPEG or PNG."),
    "document": _("This is a PDF and no picture. Upload it under Documents."),
    "no_picture": _(
        "This file is no picture that can be shown. Upload a JPEG, PNG, WebP, AVIF, GIF or HEIC."
    ),
    "no_pdf": _("This file is not a PDF. Open it where it was made, and save it as PDF."),
    "pdf_size": _("This PDF is larger than %(most)s MB. Save it with smaller pictures, or divide it."),
    "pdf_password": _("This PDF has a password: nobody can read it without. Save it again without one."),
    "pdf_damaged": _("This PDF is damaged: it cannot be opened. Save it as PDF again."),
    "pdf_stopped": _(
        "This PDF is damaged, or needs more memory than it may take. Save it as PDF again, or divide it."
    ),
    "pdf_time": _("This PDF takes too long to be cleaned. Divide it into several."),
    "pdf_pages": _("This PDF has more than %(most)s pages. Divide it into several."),
    "pdf_redaction": _(
        "Passages of this PDF are marked to be blacked out, but their words are still in the file. Apply the"
        " redaction in the program where it was marked, and save it as a new PDF."
    ),
}


class RefusedError(ValidationError):
    """A file that cannot be stored clean, so that it must not be stored; `code` is one of SENTENCES."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(SENTENCES[code], code=code, params=params or None)
