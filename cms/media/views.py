"""Serves uploads where no front server does."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve

# Renditions are public. Originals are for those who write; documents have a view of their own,
# which knows about private collections.
PUBLIC_FOLDER = "images/"
EDITORS_FOLDERS = ("original_images/", "avatar_images/")


def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One upload, with headers that keep a browser from running it.

    Raises Http404 for files that are not there and for files that the reader may not see.
    """
    if not settings.SERVE_MEDIA or ".." in path or not _may_read(request, path):
        raise Http404("There is no such file.")
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except OSError:  # a name that no disk can hold
        raise Http404("There is no such file.") from None
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    if path.startswith(PUBLIC_FOLDER):
        # A rendition's name changes when the picture does.
        response["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response["Cache-Control"] = "private, no-store"
    # An answer "not modified" has no type.
    content_type = response.get("Content-Type", "image/")
    if not content_type.startswith("image/") or "svg" in content_type:
        response["Content-Disposition"] = "attachment"
    return response


def _may_read(request: HttpRequest, path: str) -> bool:
    if path.startswith(PUBLIC_FOLDER):
        return True
    return path.startswith(EDITORS_FOLDERS) and request.user.has_perm("wagtailadmin.access_admin")
