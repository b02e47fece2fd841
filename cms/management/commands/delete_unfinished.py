"""Forgets forms that nobody finished, and the uploads that waited in them."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import UploadedFile

KEPT_FOR = timedelta(days=1)


class Command(BaseCommand):
    help = "Deletes forms and uploads that were left unfinished for a day."

    def handle(self, *args: Any, **options: Any) -> None:
        FormState.objects.stale().delete()
        EditingSession.cleanup()
        for upload in UploadedFile.objects.all():
            if _is_old(upload):
                upload.file.delete(save=False)
                upload.delete()


def _is_old(upload: UploadedFile) -> bool:
    """Whether its file has lain there for a day, or is gone."""
    storage, name = upload.file.storage, upload.file.name
    if not name or not storage.exists(name):
        return True
    return bool(storage.get_modified_time(name) < timezone.now() - KEPT_FOR)
