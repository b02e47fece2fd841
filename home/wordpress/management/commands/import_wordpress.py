"""Moves a WordPress site in, from the files that its Tools, Export wrote. What is here already stays."""

import shutil
import time
import zipfile
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from cms.full_disk import is_full_disk
from cms.progress import Progress, stoppable
from home.wordpress.cutting import NotAnExportError
from home.wordpress.models import ImportRun, Kind, Outcome
from home.wordpress.moving import CannotMoveInError, Options
from home.wordpress.report import HTML, JSON, checked
from home.wordpress.run import move_in
from home.wordpress.watching import folder_of, private_file

STOPPED = "Stopped. What has moved in stays; start the same command again to go on."
FULL = "The disk is full. What has moved in stays; make room and start the same command again."


class Command(BaseCommand):
    help = "Moves a WordPress site in: posts, pages, pictures, PDFs, comments, categories and menus."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("export", nargs="+", type=Path, help="Files of Tools, Export (.xml or .xml.gz).")
        parser.add_argument("--uploads", type=Path, help="A copy of wp-content/uploads: a folder or a zip.")
        parser.add_argument(
            "--download", action="store_true", help="Fetch what the copy does not hold from the old site."
        )
        parser.add_argument("--dry-run", action="store_true", help="Try it and take all of it back.")
        parser.add_argument("--since", type=date.fromisoformat, help="Posts and pages from this day on.")
        parser.add_argument("--locale", default=settings.LANGUAGE_CODE, help="The language that they are in.")
        state = parser.add_mutually_exclusive_group()
        state.add_argument("--publish", action="store_true", help="Publish what was published; the default.")
        state.add_argument("--draft", action="store_true", help="Leave all of it as drafts.")
        parser.add_argument(
            "--tags",
            choices=["keywords", "categories"],
            default="keywords",
            help="What tags become: keywords, which only the search sees, or categories.",
        )
        parser.add_argument("--report", type=Path, help="A folder for report.html and report.json: private.")
        parser.add_argument("--checked", type=Path, help="What check_old_links --json wrote, for the report.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.verbosity: int = options["verbosity"]
        for path in filter(None, [*options["export"], options["uploads"], options["checked"]]):
            if not path.exists():
                raise CommandError(f"There is no file or folder {path}. Nothing was changed.")
        _make_ready(options["report"], options["checked"])
        begun = time.monotonic()
        try:
            with stoppable(), Progress(self.stdout, is_quiet=not self.verbosity) as say:
                run = move_in(_options(options), say)
            _copy_report(run, options["report"])
        except (CannotMoveInError, NotAnExportError) as error:
            raise CommandError(str(error)) from None
        except KeyboardInterrupt:
            raise CommandError(STOPPED, returncode=130) from None
        except zipfile.BadZipFile:
            raise CommandError(f"{options['uploads']} is no zip that can be opened.") from None
        except (OSError, OperationalError) as error:
            raise CommandError(_words(error)) from None
        if self.verbosity:
            self._tell(run, time.monotonic() - begun)

    def _tell(self, run: ImportRun, seconds: float) -> None:
        """What this run did, a line for each kind."""
        if not run.counts:
            self.stdout.write("Nothing new has moved in.")
        for kind, outcomes in run.counts.items():
            said = ", ".join(
                f"{Outcome(outcome).label.lower()} {number}" for outcome, number in outcomes.items()
            )
            self.stdout.write(f"{Kind(kind).label}: {said}")
        found = run.report["sections"]
        if parts := found["unplaced"]:
            self.stdout.write(f"Parts that found no place, kept for the report: {parts}")
        for part in run.unplaced.filter(item=None):
            self.stdout.write(self.style.WARNING(part.original.partition("\n")[0]))
        if missing := found["missing"]:
            self.stdout.write(f"Files that are still missing: {missing}. See --uploads and --download.")
        self.stdout.write(f"The report, which is private: {folder_of(run) / HTML}")
        tried = " Tried only: nothing was kept." if run.is_dry else ""
        self.stdout.write(f"Took {seconds:.0f} s.{tried}")


def _make_ready(report: Path | None, check: Path | None) -> None:
    """Tries what would be a pity to find out after an hour. Raises CommandError."""
    try:
        if check:
            checked.keep(checked.read(check))
        if report:
            report.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, checked.NotACheckError) as error:
        raise CommandError(str(error)) from None


def _copy_report(run: ImportRun, folder: Path | None) -> None:
    if folder:
        for name in (HTML, JSON):
            with (folder_of(run) / name).open() as written, private_file(folder / name) as copy:
                shutil.copyfileobj(written, copy)


def _options(options: dict[str, Any]) -> Options:
    return Options(
        files=tuple(options["export"]),
        uploads=options["uploads"],
        download=options["download"],
        is_dry=options["dry_run"],
        since=options["since"],
        locale=options["locale"],
        as_drafts=options["draft"],
        tags=options["tags"],
    )


def _words(error: Exception) -> str:
    if is_full_disk(error):
        return FULL
    return f"Stopped: {error}. What has moved in stays; start the same command again to go on."
