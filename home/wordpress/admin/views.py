"""The screens of an import, for administrators alone."""

import zipfile
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import View
from wagtail.admin import messages

from home.wordpress.admin.forms import MOST_OF_EXPORTS, MOST_OF_UPLOADS, ImportForm
from home.wordpress.admin.shown import shown
from home.wordpress.admin.starting import BusyError, begin, current
from home.wordpress.admin.storing import discard, options_of, store
from home.wordpress.cutting import NotAnExportError
from home.wordpress.listing import heads
from home.wordpress.models import ImportRun, RunState, UnplacedPart
from home.wordpress.moving import CannotMoveInError
from home.wordpress.report import HTML, JSON
from home.wordpress.report.entries import of_part
from home.wordpress.report.kinds import like, of_one_kind
from home.wordpress.watching import ask_to_stop, folder_of

INDEX, RUN, PARTS = "wordpress_import", "wordpress_run", "wordpress_parts"
SHOWN_RUNS, SHOWN_PARTS = 20, 30
BUSY = gettext_lazy("Another import is running. Wait until it has finished.")


def check(request: HttpRequest) -> None:
    """Raises PermissionDenied for everybody but administrators: exports hold what is private."""
    if not (request.user.is_authenticated and request.user.is_superuser):
        raise PermissionDenied


# Whoever asks for the token reads all that was sent: nobody does before it is known who sends. `post` asks.
@method_decorator([never_cache, csrf_exempt], name="dispatch")
class IndexView(View):
    """The form, and the runs that there were."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        check(request)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, ImportForm())

    @method_decorator(csrf_protect)
    def post(self, request: HttpRequest) -> HttpResponse:
        """Keeps the files and tries them: nothing moves in yet."""
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, form, 422)
        if current():
            form.add_error(None, BUSY)
            return self._page(request, form, 422)
        try:
            options = _kept(form.cleaned_data)
        except OSError:
            form.add_error(None, _("The files could not be kept: the disk may be full."))
            return self._page(request, form, 422)
        try:
            _look_into(options)
            run = begin(options, is_dry=True)
        except (CannotMoveInError, NotAnExportError) as error:
            form.add_error("exports", str(error))
        except zipfile.BadZipFile:
            form.add_error("uploads", _("This is no zip that can be opened. Make it again."))
        except BusyError:
            form.add_error(None, BUSY)
        else:
            return redirect(RUN, run.pk)
        discard(options["folder"])
        return self._page(request, form, 422)

    def _page(self, request: HttpRequest, form: ImportForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "runs": [shown(run) for run in ImportRun.objects.all()[:SHOWN_RUNS]],
            "current": current(),
            "parts": UnplacedPart.objects.open().count(),
            "most_of_exports": MOST_OF_EXPORTS,
            "most_of_uploads": MOST_OF_UPLOADS,
            "has_folder": bool(settings.IMPORT_DIR),
        }
        return render(request, "wordpress/index.html", context, status=status)


@never_cache
@require_GET
def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One run: how far it is, and what can be done with it."""
    check(request)
    return render(request, "wordpress/run.html", {"shown": shown(get_object_or_404(ImportRun, pk=pk), True)})


@never_cache
@require_GET
def status(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of a run's page that changes while it runs: one row and one small file."""
    check(request)
    return render(request, "wordpress/status.html", {"shown": shown(get_object_or_404(ImportRun, pk=pk))})


@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody does with a run: stop it, go on, move in what was tried."""
    check(request)
    run = get_object_or_404(ImportRun, pk=pk)
    action = request.POST.get("action")
    told = shown(run, True)
    if action == "stop" and told.may_stop:
        if not ImportRun.objects.filter(pk=pk, state=RunState.WAITING).update(state=RunState.STOPPED):
            ask_to_stop(run)
        return redirect(RUN, pk)
    if (action == "go_on" and told.may_go_on) or (action == "for_real" and told.may_be_real):
        try:
            return redirect(RUN, begin(run.options, is_dry=run.is_dry and action == "go_on").pk)
        except BusyError:
            messages.error(request, BUSY)
    else:
        messages.error(request, _("This cannot be done with this import any more."))
    return redirect(RUN, pk)


@never_cache
@require_GET
def report(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """A report, to be read or kept. Raises Http404 where it was deleted."""
    check(request)
    run = get_object_or_404(ImportRun, pk=pk)
    file = {"report.html": HTML, "report.json": JSON}[name]
    try:
        opened = (folder_of(run) / file).open("rb")
    except OSError:
        raise Http404 from None
    is_kept = name.endswith(".json") or "keep" in request.GET
    return FileResponse(opened, as_attachment=is_kept, filename=f"import-{pk}-{name}")


@never_cache
@require_GET
def parts(request: HttpRequest) -> HttpResponse:
    """Parts without a place that nobody has dealt with, or those that somebody has."""
    check(request)
    is_settled = "settled" in request.GET
    found = UnplacedPart.objects.filter(settled_at__isnull=not is_settled)
    page = Paginator(found.in_order().select_related("item__content_type", "run"), SHOWN_PARTS).get_page(
        request.GET.get("p")
    )
    # Of no trial: those were taken back with their parts.
    pks = [part.pk for part in page]
    following = dict(pairwise(pks))
    kinds = of_one_kind(page.object_list, is_settled)
    entries = [
        (part.pk, of_part(part, part.run or ImportRun()), following.get(part.pk, ""), kinds[part.pk])
        for part in page
    ]
    context = {
        "page": page,
        "entries": entries,
        "is_settled": is_settled,
        "told": _told(request, pks, is_settled),
    }
    return render(request, "wordpress/parts.html", context)


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks a part as dealt with, or as not; with "all" those of its kind too.

    What somebody else has marked so meanwhile stays so.
    """
    check(request)
    part = get_object_or_404(UnplacedPart, pk=pk)
    some = like(part) if "all" in request.POST else UnplacedPart.objects.filter(pk=pk)
    was_settled, number = "settled" in request.POST, 0
    if was_settled == (part.settled_at is not None):
        number = some.update(settled_at=None if was_settled else timezone.now())
    asked = {name: _number(request.POST.get(name)) for name in ("p", "before")}
    answer: dict[str, str | int] = {**({"settled": ""} if was_settled else {}), **asked, "told": pk}
    if "all" in request.POST:
        answer["all"] = number
    return redirect(f"{reverse(PARTS)}?{urlencode(answer)}#told")


def _told(request: HttpRequest, pks: list[int], is_settled: bool) -> dict[str, Any] | None:
    """What somebody has just marked, and before which part of this page it stood; else it ends the page."""
    part = UnplacedPart.objects.filter(pk=_number(request.GET.get("told"))).select_related("item").first()
    if part is None or (part.settled_at is not None) == is_settled:
        return None
    before, number = (_number(request.GET.get(name)) for name in ("before", "all"))
    entry = of_part(part, ImportRun())
    return {
        "title": f"{entry.sentence} ({number})" if number else entry.title,
        "is_settled": not is_settled,
        "before": before if before in pks else None,
    }


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _kept(found: dict[str, Any]) -> dict[str, Any]:
    """The options of a run, its files kept. Raises OSError."""
    options = {
        "download": found["download"],
        "locale": found["locale"],
        "tags": found["tags"],
        "since": found["since"].isoformat() if found["since"] else "",
        "as_drafts": found["as_drafts"],
    }
    if found["exports"]:
        folder, files, uploads = store(found["exports"], found["uploads"])
    else:
        folder, files, uploads = "", found["exports_on_server"], found["uploads_on_server"]
    return {**options, "folder": folder, "files": files, "uploads": uploads}


def _look_into(options: dict[str, Any]) -> None:
    """Reads the beginnings. Raises CannotMoveInError, NotAnExportError, BadZipFile."""
    found = options_of(ImportRun(options=options))
    try:
        heads(found.files)
    except OSError:
        said = _("The files cannot be read. Ask whoever looks after the server.")
        raise CannotMoveInError(said) from None
    if found.uploads and not found.uploads.is_dir():
        zipfile.ZipFile(found.uploads).close()
