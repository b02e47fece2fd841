"""What lists in the admin say beside a picture or a document that visitors do not see, or not for long."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.consent import DAYS_AHEAD, today

if TYPE_CHECKING:
    from cms.media.models import Document, Image

PRIVATE = gettext_lazy("in a private collection")


def mark_of_picture(image: "Image") -> str:
    """Empty where visitors see it, and will."""
    if image.withdrawn_at:
        return _("withdrawn")
    if reason := image.reason_to_wait:
        return str(reason.label)
    if image.is_hidden:
        return str(PRIVATE)
    # It is shown: where the people in it are asked for no consent, no day is kept.
    if image.consent_until and (image.consent_until - today()).days <= DAYS_AHEAD:
        return _("consent ends soon")
    return ""


def mark_of_document(document: "Document", is_open: bool) -> str:
    """Empty where visitors can open it."""
    if document.is_hidden:
        return str(PRIVATE)
    return "" if is_open else _("closed: no published page shows it")
