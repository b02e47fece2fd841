from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from wagtail import hooks

from cms.media.models import Document
from cms.media.privacy import settle
from cms.media.views import refuse_what_is_closed
from cms.media.viewsets import document_urls


# Before Wagtail's own, which have the same addresses.
@hooks.register("register_admin_urls", order=-1)
def register_documents() -> list[Any]:
    return document_urls


# Before Wagtail's own, which asks for the password of a private collection.
@hooks.register("before_serve_document", order=-1)
def close_documents(document: Document, request: HttpRequest) -> None:
    refuse_what_is_closed(request, document)


@hooks.register("after_bulk_action")
def follow_uploads_into_a_collection(
    request: HttpRequest, action_type: str, uploads: Sequence[Model], action: Any
) -> None:
    """Wagtail puts many uploads into a collection past the signals of their models."""
    if action_type == "add_to_collection" and uploads:
        settle(type(uploads[0])._default_manager.all())
