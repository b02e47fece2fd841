"""The order of a move, so that it can be stopped at any moment and begun again.

What is done is remembered in the transaction that does it. Posts come in parcels of one transaction each,
with a savepoint around each: what follows a commit, such as the search's index, is done once for a parcel.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.indexing import index_again
from cms.little_memory import give_back, little_memory
from home.wordpress import media, trials
from home.wordpress.addresses import hosts_of
from home.wordpress.alone import alone
from home.wordpress.forgetting import forget_told_again
from home.wordpress.listing import heads
from home.wordpress.models import ImportedItem, ImportRun, RunState
from home.wordpress.moving import CannotMoveInError, Moving, Options, destination
from home.wordpress.report import write_report
from home.wordpress.report.figures import here
from home.wordpress.steps import Say, take_all
from home.wordpress.watching import forget_stop, watched


def move_in(options: Options, say: Say, run: ImportRun | None = None) -> ImportRun:
    """Moves exports in; gives the finished run with its counts. Its report lies in its folder.

    A trial does all of it and takes it back; its counts and report stay. Raises CannotMoveInError and
    NotAnExportError before anything is done; KeyboardInterrupt and errors of disk and database when it is
    stopped, be it before it began: what was done until then stays.
    """
    with _alone():
        source, site, known_authors, terms = heads(options.files)
        trials.clear()
        _mend_what_was_stopped()
        run = _claimed(run or ImportRun.objects.create(state=RunState.STOPPED))
        run.source, run.is_dry, run.state = source, options.is_dry, RunState.RUNNING
        run.options = {
            **run.options,
            "files": [path.name for path in options.files],
            "locale": options.locale,
        }
        run.started_at = timezone.now()
        run.save()
        before = here()

        def everything(say: Say) -> None:
            home, news = destination(options.locale)
            moving = Moving(run, options, site, run.source, hosts_of(site.address), home, news)
            with little_memory():
                take_all(moving, known_authors, terms, _tidied(say))
                run.counts = moving.counted()
                say("Report", 0, 0)
                run.report = write_report(run, before)

        try:
            with watched(run, say) as told:
                trials.tried(lambda: everything(told)) if options.is_dry else everything(told)
        except BaseException as error:
            is_asked = isinstance(error, KeyboardInterrupt)
            run.state = RunState.STOPPED if is_asked else RunState.FAILED
            run.problem = "" if is_asked else str(error)[:1000] or type(error).__name__
            _finish(run, is_certain=False)
            raise
        run.state, run.problem = RunState.DONE, ""
        _finish(run)
        if not run.is_dry:
            forget_told_again(run)
        return run


def _tidied(say: Say) -> Say:
    """What says how far it is, after each picture and each parcel; what they took is given back with it."""

    def said(step: str, done: int, total: int) -> None:
        give_back()
        say(step, done, total)

    return said


def _claimed(run: ImportRun) -> ImportRun:
    """A run, running from here on. Raises KeyboardInterrupt where somebody stopped it while it waited.

    Once it says that it runs, it is stopped by a file: an older one goes before.
    """
    forget_stop(run)
    waiting = ImportRun.objects.filter(pk=run.pk, state=run.state)
    if not waiting.update(state=RunState.RUNNING, started_at=timezone.now()):
        raise KeyboardInterrupt
    return run


def _finish(run: ImportRun, is_certain: bool = True) -> None:
    """Writes how a run ended. Where the disk is full, that cannot be written either."""
    run.finished_at = timezone.now()
    try:
        run.save()
    except Exception:
        if is_certain:
            raise


@contextmanager
def _alone() -> Iterator[None]:
    """One move at a time. Raises CannotMoveInError."""
    with ExitStack() as stack:
        try:
            stack.enter_context(alone())
        except BlockingIOError:
            raise CannotMoveInError(_("Another import is running. Wait until it has finished.")) from None
        yield


def _mend_what_was_stopped() -> None:
    """Does what follows the last file and parcel of a run that ended early: it may have ended before.

    A run that was killed did not even say so. Each is mended once.
    """
    for run in ImportRun.objects.filter(state__in=(RunState.RUNNING, RunState.STOPPED, RunState.FAILED)):
        if run.progress.get("is_mended"):
            continue
        rows = ImportedItem.objects.filter(pk__in=run.progress.get("parcel", []))
        index_again(Page.objects.filter(pk__in=list(rows.placed().values_list("object_id", flat=True))))
        media.go_on(run)
        run.progress = {"is_mended": True}
        if run.state == RunState.RUNNING:
            run.state = RunState.STOPPED
            _finish(run)
        else:
            run.save(update_fields=["progress"])
