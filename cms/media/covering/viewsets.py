"""Where the screens of covering stand in the admin."""

from typing import Any

from django.urls import path

from cms.media.covering.lists import KeptOriginalsView, download
from cms.media.covering.views import CoverView, found, shown

cover_urls: list[Any] = [
    path("images/<int:image_id>/cover/", CoverView.as_view(), name="cover_picture"),
    path("images/<int:image_id>/cover/picture/", shown, name="cover_picture_shown"),
    path("images/<int:image_id>/cover/faces/", found, name="cover_picture_faces"),
    path("uncovered-originals/", KeptOriginalsView.as_view(), name="kept_originals"),
    path("uncovered-originals/<int:pk>/", download, name="kept_original"),
]
