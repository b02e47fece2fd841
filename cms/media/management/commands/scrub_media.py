from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from cms.media.scrubbing import KINDS, Report, scrub, stored


class Command(BaseCommand):
    help = "Takes what tells about people out of pictures and documents that are stored already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only says what would be taken out.")
        parser.add_argument(
            "--rename",
            action="store_true",
            help="Also renames pictures whose names people chose. Addresses of their files elsewhere end.",
        )

    def handle(self, **options: Any) -> None:
        total = sum(rows.count() for rows, _name, _clean in stored())
        reports = scrub(is_dry=options["dry_run"], renames=options["rename"])
        report = Report()
        for latest in tqdm(reports, total=total, disable=None, leave=False):
            report = latest
        done = "to clean" if options["dry_run"] else "cleaned"
        self.stdout.write(f"Files: {report.files}, {done}: {report.cleaned}.")
        for kind, count in report.found.most_common():
            self.stdout.write(f"{count:6} {KINDS.get(kind, kind)}")
        for title, reason in report.refused:
            self.stderr.write(f"Cannot be cleaned, replace or delete it: {title}. {reason}")
        for title in report.lost:
            self.stderr.write(f"The file is gone: {title}")
