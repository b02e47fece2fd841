"""The whole public site as files that open from a stick or any static host."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError

from home.static_site.checking import broken_links
from home.static_site.copying import copy_site
from home.static_site.folder import CopyError

SHOWN = 20


class Command(BaseCommand):
    help = "Writes the public site as files: for a stick, or for any host that only serves files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", type=Path, help="An empty folder, or one with an earlier copy.")
        parser.add_argument(
            "--base-url", default="", help="Where the copy will stand, for feeds and sitemaps; else SITE_URL."
        )
        parser.add_argument("--check", action="store_true", help="Walk all links of the copy.")

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        base_url = options["base_url"].rstrip("/")
        if base_url and urlsplit(base_url).scheme not in ("http", "https"):
            raise CommandError("--base-url begins with https://")
        try:
            found = copy_site(options["out"], base_url, self._progress if self.stdout.isatty() else _silent)
        except (CopyError, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"{found.pages} pages, {found.files} files: {found.changed} written, {found.removed} removed"
            f" ({time.monotonic() - begun:.0f} s)"
        )
        for path in found.left_out[:SHOWN]:
            self.stdout.write(f"  without a page of its own: {path}")
        for path, source, problem in found.failed[:SHOWN]:
            self.stdout.write(f"  {problem}: {path} (linked from {source or 'nowhere'})")
        if options["check"]:
            self._check(options["out"])

    def _check(self, out: Path) -> None:
        count = 0
        for count, (file, address) in enumerate(broken_links(out), 1):  # noqa: B007  # told below
            self.stdout.write(f"  leads nowhere: {address} in {file}")
        if count:
            raise CommandError(f"{count} links lead nowhere.")
        self.stdout.write("All links lead somewhere.")

    def _progress(self, count: int) -> None:
        if count % 10 == 0:
            self.stdout.write(f"\r{count} pages", ending="")


def _silent(count: int) -> None:
    """No line is rewritten where nobody watches."""
