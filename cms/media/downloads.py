"""Documents under the name that readers see."""

import re
from typing import Any

from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from wagtail.documents.models import document_served
from wagtail.documents.views.serve import serve

from cms.media.models import Document

# What no disk takes in a name, and what turns the direction of letters.
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
LONGEST = 100


def serve_document(request: HttpRequest, document_id: int, name: str) -> HttpResponseBase:
    """A document as Wagtail gives it, saved under its title: the name of the file tells nothing.

    Raises Http404 for what is not there, and for what the reader may not open.
    """
    response: HttpResponseBase = serve(request, document_id, name)
    document = getattr(request, "served_document", None)
    if document and "Content-Disposition" in response:
        name = download_name(document.title)
        response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    return response


@receiver(document_served)
def remember(instance: Document, request: HttpRequest, **kwargs: Any) -> None:
    """Wagtail's view keeps to itself what it found: without this it would be asked for twice."""
    request.served_document = instance  # type: ignore[attr-defined]


def download_name(title: str) -> str:
    """A title as the name of a PDF."""
    words = " ".join(NOT_IN_NAMES.sub(" ", title).split())[:LONGEST].strip(" .")
    return f"{words or 'document'}.pdf"
