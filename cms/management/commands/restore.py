"""Puts an archive of `manage.py backup` back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from cms.backup.contents import BackupError, is_behind
from cms.backup.restoring import is_empty_place, restore
from cms.sealing import SealError, read_identity, read_passphrase


class Command(BaseCommand):
    help = "Puts a backup into an empty place. Everything in the archive is compared before anything changes."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="Put it in the place of a site, which is lost."
        )
        parser.add_argument("--yes", action="store_true", help="Do not ask.")
        parser.add_argument("--passphrase-file", type=Path, help="What the archive was sealed with.")
        parser.add_argument("--identity-file", type=Path, help="The key of age that it was sealed for.")

    def handle(self, *args: Any, **options: Any) -> None:
        file, identity = options["passphrase_file"], options["identity_file"]
        try:
            if not is_empty_place():
                self._ask(options)
            contents = restore(
                options["archive"],
                read_passphrase(file) if file else "",
                read_identity(identity) if identity else "",
            )
        except (BackupError, SealError) as error:
            raise CommandError(str(error)) from None
        except OperationalError as error:
            raise CommandError(f"DATABASE_URL leads to no database that answers: {error}") from None
        if options["verbosity"]:
            self.stdout.write(
                f"Put back: the database and {contents.files} files of {contents.header['made_at']}."
            )
            if is_behind(contents.header):
                self.stdout.write(
                    "It was made by an older release: run manage.py migrate before the site starts."
                )
            self.stdout.write("Restart the site, so that no process remembers what was there before.")

    def _ask(self, options: dict[str, Any]) -> None:
        """Raises CommandError unless the site that stands here may be lost."""
        if not options["replace"]:
            raise CommandError("There is a site here already. --replace puts the archive in its place.")
        if options["yes"]:
            return
        self.stdout.write("All pages, uploads and users of this site are replaced by those of the archive.")
        try:
            answer = input("Type replace to go on: ")
        except EOFError:
            raise CommandError("Nothing was changed. Use --yes where nobody can answer.") from None
        if answer.strip().lower() != "replace":
            raise CommandError("Nothing was changed.")
