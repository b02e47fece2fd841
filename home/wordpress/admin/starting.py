"""Begins a run behind the page: in the worker, or in a process of its own where there is none.

Neither lives in the server's process: a request cannot take an hour, and a server that restarts takes all
of its threads with it.
"""

import logging
import subprocess
import sys
import threading
import zipfile
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.utils.translation import get_language, gettext, override
from django_tasks import task

from cms.full_disk import is_full_disk
from home.wordpress.admin.storing import discard, options_of
from home.wordpress.cutting import NotAnExportError
from home.wordpress.models import ImportRun, RunState
from home.wordpress.moving import CannotMoveInError
from home.wordpress.run import move_in
from home.wordpress.watching import is_dead

logger = logging.getLogger(__name__)
COMMAND = "run_import"


class BusyError(Exception):
    """Another run is under way."""


def current() -> ImportRun | None:
    """The run that is under way, or waits for its worker."""
    runs = ImportRun.objects.filter(state__in=(RunState.WAITING, RunState.RUNNING))
    return next((run for run in runs if not is_dead(run)), None)


def begin(options: dict[str, Any], is_dry: bool) -> ImportRun:
    """Begins a run with these options. Raises BusyError."""
    if current():
        raise BusyError
    # Those that died before they began.
    ImportRun.objects.filter(state=RunState.WAITING).update(state=RunState.STOPPED)
    kept = {**options, "is_from_admin": True, "language": get_language()}
    run = ImportRun.objects.create(options=kept, is_dry=is_dry, state=RunState.WAITING)
    if settings.ENVIRONMENT.TASKS == "database":
        carry_out.enqueue(run.pk)
    else:
        _in_a_process(run)
    return run


def _in_a_process(run: ImportRun) -> None:
    # Our own interpreter with our own arguments.
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "django", COMMAND, str(run.pk)],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    threading.Thread(target=process.wait, daemon=True).start()


@task(backend="background")
def carry_out(pk: int) -> None:
    """Does a run that waits; whatever happens, the run says it."""
    run = ImportRun.objects.filter(pk=pk, state=RunState.WAITING).first()
    if run is None:
        return
    with override(run.options.get("language")):
        try:
            move_in(options_of(run), lambda step, done, total: None, run=run)
        except KeyboardInterrupt:
            logger.info("Import %s was stopped.", pk)
        except Exception as error:
            logger.exception("Import %s ended early.", pk)
            _tell(run, error)
        else:
            if not run.is_dry:
                discard(run.options.get("folder", ""))


def _tell(run: ImportRun, error: Exception) -> None:
    """Keeps what went wrong as a sentence for people."""
    run.state = RunState.FAILED
    match error:
        case CannotMoveInError() | NotAnExportError():
            run.problem = str(error)
        case zipfile.BadZipFile():
            run.problem = gettext("The copy of the uploads is no zip that can be opened. Make it again.")
        case OSError() | OperationalError() if is_full_disk(error):
            run.problem = gettext("The disk is full. What has moved in stays; make room and go on.")
        case _:
            run.problem = gettext(
                "Something went wrong; the server's log says what. What has moved in stays."
            )
    run.save(update_fields=["state", "problem"])
