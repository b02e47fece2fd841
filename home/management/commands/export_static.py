"""The whole public site as files that open from a stick or any static host."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from cms.full_disk import is_full_disk
from cms.progress import Progress, stoppable
from home.static_site.checking import broken_links
from home.static_site.copying import Outcome, copy_site
from home.static_site.folder import CopyError

SHOWN = 20
GO_ON = "What is written is whole; start the same command again to go on."


class Command(BaseCommand):
    help = "Writes the public site as files: for a stick, or for any host that only serves files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", type=Path, help="An empty folder, or one with an earlier copy.")
        parser.add_argument(
            "--base-url", default="", help="Where the copy will stand, for feeds and sitemaps; else SITE_URL."
        )
        parser.add_argument("--check", action="store_true", help="Walk all links of the copy.")

    def handle(self, *args: Any, **options: Any) -> None:
        begun, out = time.monotonic(), options["out"]
        base_url = options["base_url"].rstrip("/")
        if base_url and urlsplit(base_url).scheme not in ("http", "https"):
            raise CommandError("--base-url begins with https://")
        try:
            with stoppable(), Progress(self.stdout, is_quiet=not options["verbosity"]) as say:
                found = copy_site(out, base_url, lambda done, known: say("Addresses", done, known))
        except CopyError as error:
            raise CommandError(str(error)) from None
        except KeyboardInterrupt:
            raise CommandError(f"Stopped. {GO_ON}", returncode=130) from None
        except (OSError, DatabaseError) as error:
            if is_full_disk(error):
                raise CommandError(f"The disk is full. {GO_ON}") from None
            raise CommandError(f"{out} cannot be written: {error}. {GO_ON}") from None
        if options["verbosity"]:
            self._tell(found, time.monotonic() - begun)
        if options["check"]:
            self._check(out)

    def _tell(self, found: Outcome, seconds: float) -> None:
        self.stdout.write(
            f"{found.pages} pages, {found.files} files: {found.changed} written, {found.removed} removed"
            f" ({seconds:.0f} s)"
        )
        for path in found.left_out[:SHOWN]:
            self.stdout.write(f"  without a page of its own: {path}")
        for path, source, problem in found.failed[:SHOWN]:
            self.stdout.write(f"  {problem}: {path} (linked from {source or 'nowhere'})")

    def _check(self, out: Path) -> None:
        count = 0
        for count, (file, address) in enumerate(broken_links(out), 1):
            if count <= SHOWN:
                self.stdout.write(f"  leads nowhere: {address} in {file}")
        if count:
            raise CommandError(f"{count} links lead nowhere.")
        self.stdout.write("All links lead somewhere.")
