"""Documents under the name that readers see."""

import re

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
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
    if response.status_code == 200 and "Content-Disposition" in response:
        title = Document.objects.values_list("title", flat=True).get(pk=document_id)
        response["Content-Disposition"] = content_disposition_header(False, download_name(title)) or "inline"
    return response


def download_name(title: str) -> str:
    """A title as the name of a PDF."""
    words = " ".join(NOT_IN_NAMES.sub(" ", title).split())[:LONGEST].strip(" .")
    return f"{words or 'document'}.pdf"
