"""The backup that the clock makes: see BACKUP_DIR."""

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

HOUR = 3
ATTEMPT, DONE = ".last-attempt", ".last-backup"
BETWEEN_ATTEMPTS = timedelta(hours=1)


class Command(BaseCommand):
    help = "Makes a backup in BACKUP_DIR, once after three each night, and again an hour after a failure."

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path | None = settings.ENVIRONMENT.BACKUP_DIR
        if folder is None or not is_due(folder):
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _touch(folder / ATTEMPT)
        call_command("backup", folder, keep=settings.ENVIRONMENT.BACKUP_KEEP, verbosity=0)
        _touch(folder / DONE)


def is_due(folder: Path) -> bool:
    """Whether there was none since the last night's hour, and no attempt within an hour."""
    now = timezone.localtime()
    last_hour = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if last_hour > now:
        last_hour -= timedelta(days=1)
    attempted = _age(folder / ATTEMPT)
    return (
        _age(folder / DONE) > (now - last_hour).total_seconds()
        and attempted > BETWEEN_ATTEMPTS.total_seconds()
    )


def _age(path: Path) -> float:
    """In seconds; endless for what is not there."""
    return time.time() - path.stat().st_mtime if path.exists() else float("inf")


def _touch(path: Path) -> None:
    path.touch(mode=0o600)
    os.utime(path)
