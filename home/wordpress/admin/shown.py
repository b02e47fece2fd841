"""What the screens show of a run."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from home.wordpress.admin.storing import has_files
from home.wordpress.models import ImportRun, RunState
from home.wordpress.report import HTML
from home.wordpress.report.writing import lines_of
from home.wordpress.watching import Progress, folder_of, is_asked_to_stop, is_dead, progress_of

STEPS = {
    "": _("Beginning"),
    "Reading": _("Reading the export"),
    "Pictures and files": _("Pictures and files"),
    "Pictures in texts": _("Pictures in texts"),
    "Posts and pages": _("Posts and pages"),
    "Posts and pages again": _("Posts and pages again, for links that lead somewhere now"),
    "Report": _("Writing the report"),
}

SECONDS_FOR_A_WORKER = 30


@dataclass(frozen=True)
class Shown:
    """A run, where it stands and what may be done with it; `lines` are those of its report."""

    run: ImportRun
    state: str | Promise
    is_active: bool
    is_dead: bool
    step: str | Promise = ""
    progress: Progress | None = None
    is_stopping: bool = False
    is_late: bool = False
    may_stop: bool = False
    may_go_on: bool = False
    later: ImportRun | None = None
    may_be_real: bool = False
    has_report: bool = False
    lines: dict[str, Any] = field(default_factory=dict)

    @property
    def percent(self) -> int | None:
        """How much of the step is done; None where nobody knows."""
        if not self.progress or not self.progress["total"]:
            return None
        return min(100, self.progress["done"] * 100 // self.progress["total"])


def shown(run: ImportRun, is_whole: bool = False) -> Shown:
    """A run for the screens; as a whole also with its report and whether its files are still there."""
    is_gone = is_dead(run)
    is_active = run.state in (RunState.WAITING, RunState.RUNNING) and not is_gone
    progress = progress_of(run) if is_active else None
    is_over = is_gone or run.state in (RunState.STOPPED, RunState.FAILED)
    later = _later(run) if is_over else None
    return Shown(
        run=run,
        state=_state(run, is_gone, later),
        is_active=is_active,
        is_dead=is_gone,
        step=STEPS.get(progress["step"], progress["step"]) if progress else "",
        progress=progress,
        is_stopping=is_active and is_asked_to_stop(run),
        is_late=is_active and _is_late(run),
        may_stop=is_active and bool(run.options.get("is_from_admin") or progress),
        may_go_on=is_whole and is_over and later is None and has_files(run),
        later=later,
        may_be_real=is_whole and run.is_dry and run.state == RunState.DONE and has_files(run),
        has_report=not is_active and (folder_of(run) / HTML).exists(),
        lines=lines_of(run.report) if is_whole and run.report.get("counts") else {},
    )


def _is_late(run: ImportRun) -> bool:
    """Whether it has waited for its worker for so long that there may be none."""
    if run.state != RunState.WAITING or settings.ENVIRONMENT.TASKS != "database":
        return False
    return timezone.now() - run.started_at > timedelta(seconds=SECONDS_FOR_A_WORKER)


def _later(run: ImportRun) -> ImportRun | None:
    """The next run of the same files, which went on where this one ended."""
    names = run.options.get("files")
    runs = ImportRun.objects.filter(pk__gt=run.pk, is_dry=run.is_dry).order_by("pk")
    for later in runs.only("source", "options") if names else ():
        is_same = (later.options.get("files"), later.options.get("folder", "")) == (
            names,
            run.options.get("folder", ""),
        )
        # One that waits does not know its source yet.
        if is_same and (later.source == run.source or not (later.source and run.source)):
            return later
    return None


def _state(run: ImportRun, is_gone: bool, later: ImportRun | None) -> str | Promise:
    if is_gone:
        return _("It broke off: the process is gone")
    if run.state == RunState.WAITING and settings.ENVIRONMENT.TASKS == "database":
        return _("Waiting for the worker")
    if later and run.state == RunState.STOPPED:
        return _("Stopped")
    return run.get_state_display()
