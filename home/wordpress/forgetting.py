"""How long what imports leave behind is kept. ImportedItem stays for good: old addresses live on it."""

import shutil
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from home.wordpress import trials
from home.wordpress.alone import alone
from home.wordpress.models import ImportRun, RunState, UnplacedPart
from home.wordpress.report.broken import names_of
from home.wordpress.watching import FOLDER, folder_of, forget, is_dead

DAYS_OF_UPLOADS, DAYS_OF_TRIALS, DAYS = 7, 7, 90


def forget_old() -> None:
    """Uploaded exports go after a week, as reports of trials do; reports and settled parts after 90 days.

    What a trial that was killed left, a whole copy of the database, goes at once.
    """
    with suppress(BlockingIOError), alone():
        trials.clear()
    now = timezone.now()
    UnplacedPart.objects.filter(settled_at__lt=now - timedelta(days=DAYS)).delete()
    for run in ImportRun.objects.filter(finished_at__lt=now - timedelta(days=DAYS_OF_TRIALS)):
        days = DAYS_OF_TRIALS if run.is_dry else DAYS
        if run.finished_at and run.finished_at < now - timedelta(days=days) and folder_of(run).exists():
            forget(run)
    running = ImportRun.objects.filter(state__in=(RunState.WAITING, RunState.RUNNING))
    used = {run.options.get("folder") for run in running if not is_dead(run)}
    for folder in (Path(settings.DATA_DIR) / FOLDER).glob("uploads-*"):
        if folder.name not in used and folder.stat().st_mtime < time.time() - DAYS_OF_UPLOADS * 86400:
            shutil.rmtree(folder, ignore_errors=True)


def forget_told_again(run: ImportRun) -> None:
    """Parts of the files themselves, such as broken ones, are told anew by each run of the same files."""
    earlier = ImportRun.objects.filter(source=run.source).exclude(pk=run.pk).only("options")
    same = [one.pk for one in earlier if names_of(one) == names_of(run)]
    UnplacedPart.objects.filter(item=None, run__in=same).delete()
