"""Serves uploads where no front server does."""

from mimetypes import guess_type

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve
from wagtail.permissions import policy_registry

from cms.media.models import Document
from cms.media.privacy import HIDDEN_FOLDER, PUBLIC_FOLDER
from cms.visibility import is_in_private_collection, opens_for, pages_holding, unexpired, visible_documents

# Originals and pictures of private collections are for those who write; documents have a view of their own.
EDITORS_FOLDERS = tuple(f"{name}/" for name in ("original_images", "avatar_images", HIDDEN_FOLDER))


def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One upload, with headers that keep a browser from running it.

    Raises Http404 for files that are not there and for files that the reader may not see. Where a front
    server gives visitors the public ones, those for editors still come from here.
    """
    is_public = path.startswith(f"{PUBLIC_FOLDER}/")
    if ".." in path or not (settings.SERVE_MEDIA if is_public else _is_for_editor(request, path)):
        raise Http404("There is no such file.")
    try:
        response = _public_file(request, path) if is_public else _file_for_editors(path)
    # A name that no disk can hold, or none of the storage.
    except (OSError, ValueError, SuspiciousOperation):
        raise Http404("There is no such file.") from None
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    if is_public:
        # A rendition's name changes when the picture does.
        response["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response["Cache-Control"] = "private, no-store"
    # An answer "not modified" has no type.
    content_type = response.get("Content-Type", "image/")
    if not content_type.startswith("image/") or "svg" in content_type:
        response["Content-Disposition"] = "attachment"
    return response


def refuse_what_is_closed(request: HttpRequest, document: Document) -> None:
    """Raises Http404 for a document that this visitor may not open. One query for what everybody may.

    Also open are those that a private page shows which this visitor may open, and those that an editor
    may choose; those of private collections are for whom the collection lets in, which Wagtail asks.
    """
    if visible_documents(Document.objects.filter(pk=document.pk)).exists():
        return
    if is_in_private_collection(document) or _may_choose(request, document):
        return
    if not any(opens_for(page, request) for page in unexpired(pages_holding(document))):
        raise Http404("There is no such document.")


def _public_file(request: HttpRequest, path: str) -> HttpResponseBase:
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))


def _file_for_editors(path: str) -> FileResponse:
    return FileResponse(default_storage.open(path), content_type=guess_type(path)[0])


def _is_for_editor(request: HttpRequest, path: str) -> bool:
    return path.startswith(EDITORS_FOLDERS) and request.user.has_perm("wagtailadmin.access_admin")


def _may_choose(request: HttpRequest, document: Document) -> bool:
    policy = policy_registry.get_by_type(Document)
    actions = ["add", "change", "delete", "choose"]
    return bool(policy.user_has_any_permission_for_instance(request.user, actions, document))
