"""Asks the running site for every address of the old one, and says which are lost."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from home.wordpress.addresses import hosts_of, path_of
from home.wordpress.checking.asking import Asking
from home.wordpress.checking.reasons import reason_for_absence
from home.wordpress.checking.sources import NoSourceError, addresses_of
from home.wordpress.checking.summary import Result, Summary
from home.wordpress.cutting import NotAnExportError
from home.wordpress.links.rows import sources
from home.wordpress.report import checked

MOST_SHOWN = 200
# So many in a row without an answer: the site is down, and the addresses are not to blame.
MOST_SILENT = 40


class Command(BaseCommand):
    help = "Asks the running site for every address of the old one, and says which are lost."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "source",
            nargs="+",
            type=Path,
            help="An export (.xml, .xml.gz), a sitemap, or a list with one address a line.",
        )
        parser.add_argument("--base-url", default=settings.SITE_URL, help="Where this site answers.")
        parser.add_argument("--json", type=Path, help="A file for what was found.")

    def handle(self, *args: Any, **options: Any) -> None:
        base = urlsplit(options["base_url"])
        if base.scheme not in ("http", "https") or not base.netloc:
            raise CommandError("Give --base-url as https://example.org: nothing was asked.")
        self.foreign = 0
        self.of_texts: set[str] = set()
        summary = Summary(lambda address: reason_for_absence(address, address in self.of_texts))
        addresses = self._addresses(options["source"], {base.hostname or ""})
        bar = tqdm(unit="", disable=not options["verbosity"] or not self.stdout.isatty())
        try:
            silent = 0
            for answer in Asking(options["base_url"]).all(addresses):
                silent = 0 if answer.status else silent + 1
                if silent == MOST_SILENT:
                    break
                if summary.take(answer) and len(summary.result["failed"]) <= MOST_SHOWN:
                    self.stdout.write(f"{answer.status or '---'}  {answer.address}  {answer.why}")
                bar.update()
        except (NotAnExportError, NoSourceError, OSError) as error:
            raise CommandError(str(error)) from None
        except KeyboardInterrupt:
            self._tell(summary)
            raise CommandError("Stopped before the end.", returncode=130) from None
        finally:
            bar.close()
        if silent == MOST_SILENT or 0 < silent == summary.result["checked"]:
            raise CommandError(
                f"{options['base_url']} answers nothing ({answer.why}), so nothing is recorded."
                " Start the site, then start this command again."
            )
        self._keep(summary.result, options["json"])
        self._tell(summary)
        if summary.result["failed"] or not summary.result["checked"]:
            raise CommandError(
                "Old addresses are lost." if summary.result["checked"] else "No address was found."
            )

    def _addresses(self, files: list[Path], own: set[str]) -> Iterator[str]:
        """Each address once, of old sites that moved in and of this one alone."""
        hosts = own.union(*(hosts_of(f"https://{source}") for source in sources()))
        seen: set[str] = set()
        for old in (old for file in files for old in addresses_of(file)):
            address = old.address
            try:
                parts = urlsplit(address)
                host = (parts.hostname or "").lower()
            except ValueError:
                continue
            if host and host not in hosts and len(hosts) > len(own):
                self.foreign += 1
                continue
            path = f"{path_of(address)}#{parts.path.endswith('/')}"
            if path not in seen:
                seen.add(path)
                if old.is_from_text:
                    self.of_texts.add(address)
                yield address

    def _keep(self, result: Result, file: Path | None) -> None:
        checked.keep(result)
        if file:
            file.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n")

    def _tell(self, summary: Summary) -> None:
        result, failed = summary.result, len(summary.result["failed"])
        self.stdout.write(
            f"{result['checked']} addresses asked: {result['ok']} lead to a page"
            f" ({result['redirected']} by one redirect), {failed} are lost."
        )
        for reason, number in summary.absent.most_common():
            self.stdout.write(f"Not found, as it should be: {number} ({reason})")
        if failed > MOST_SHOWN:
            self.stdout.write(f"Of the lost ones {MOST_SHOWN} are shown; --json FILE has all.")
        if self.foreign:
            self.stdout.write(f"Left out, of other sites: {self.foreign}")
