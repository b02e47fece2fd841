"""The uncovered originals, for administrators alone, and sealed all the same."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.ui.tables import DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.log_actions import log

from cms.media.covering.models import KeptOriginal

TITLE = _("Uncovered originals")
DOWNLOADED = "cms.download_original"


def check(request: HttpRequest) -> None:
    """Raises PermissionDenied for everybody but administrators."""
    if not (request.user.is_authenticated and request.user.is_superuser):
        raise PermissionDenied


class KeptOriginalsView(IndexView):
    """One row for each; what is downloaded is still sealed."""

    model = KeptOriginal
    page_title = TITLE
    header_icon = "lock"
    index_url_name = "kept_originals"
    template_name = "covering/originals.html"
    default_ordering = "-kept_at"
    is_searchable = False
    columns = [
        TitleColumn(
            "picture",
            label=_("Picture"),
            accessor="picture.title",
            get_url=lambda original: reverse("wagtailimages:edit", args=[original.picture_id]),
        ),
        DateColumn("kept_at", label=_("Kept since")),
        TitleColumn(
            "file",
            label=_("File"),
            accessor=lambda original: _("Download (encrypted)"),
            get_url=lambda original: reverse("kept_original", args=[original.pk]),
        ),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        check(request)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[KeptOriginal]:
        return KeptOriginal.objects.select_related("picture")


@never_cache
def download(request: HttpRequest, pk: int) -> FileResponse:
    """One original, as it is kept. Raises Http404 and PermissionDenied."""
    check(request)
    original = get_object_or_404(KeptOriginal.objects.select_related("picture"), pk=pk)
    try:
        file = original.file.open()
    except OSError:
        raise Http404("The file is lost.") from None
    log(instance=original.picture, action=DOWNLOADED, user=request.user)
    name = f"picture-{original.picture_id}.age"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
