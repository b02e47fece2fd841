"""Database and uploads in one archive, while the site runs."""

import time
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat

from cms.backup.contents import BackupError, Contents
from cms.backup.making import make, rotate, verify
from cms.sealing import Seal, SealError, read_identity, read_passphrase, seal_for

SHOWN = 5


def at_least_one(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError("takes a number from 1")
    return int(text)


class Command(BaseCommand):
    help = (
        "Writes database and uploads into one archive, while the site runs, and looks whether it can be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", nargs="?", type=Path, help="A folder, or a file that ends in .tar.gz.")
        parser.add_argument(
            "--keep", type=at_least_one, help="Delete all but so many of the site's archives there."
        )
        parser.add_argument("--passphrase-file", type=Path, help="Seal with the first line of this file.")
        parser.add_argument("--recipient", default="", help="Seal for a key of age: age1…")
        parser.add_argument("--identity-file", type=Path, help="With --verify: the recipient's own key.")
        parser.add_argument(
            "--verify", type=Path, metavar="ARCHIVE", help="Make none; read this one to its end."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        try:
            if options["verify"]:
                path, contents, removed = options["verify"], _verified(options), []
            else:
                path, contents = make(options["out"] or default_folder(), _seal(options))
                removed = rotate(path.parent, options["keep"]) if options["keep"] else []
        except (BackupError, SealError) as error:
            raise CommandError(str(error)) from None
        if options["verbosity"]:
            self._tell(path, contents, removed, time.monotonic() - begun)

    def _tell(self, path: Path, contents: Contents, removed: list[Path], seconds: float) -> None:
        self.stdout.write(
            f"{path}\n  whole: the database and {contents.files} files, {filesizeformat(contents.size)}"
            f" in {filesizeformat(path.stat().st_size)}, made {contents.header['made_at']} ({seconds:.1f} s)"
        )
        if contents.missing:
            names = ", ".join(contents.missing[:SHOWN])
            self.stdout.write(
                f"  {len(contents.missing)} files are named in the database but not there: {names}"
            )
        for old in removed:
            self.stdout.write(f"  deleted {old.name}")


def default_folder() -> Path:
    folder: Path = settings.ENVIRONMENT.BACKUP_DIR or settings.DATA_DIR / "backups"
    return folder


def _seal(options: dict[str, Any]) -> Seal | None:
    """What was asked for, else what the environment says."""
    environment = settings.ENVIRONMENT
    if options["passphrase_file"] or options["recipient"]:
        return seal_for(options["passphrase_file"], options["recipient"])
    return seal_for(environment.BACKUP_PASSPHRASE_FILE, environment.BACKUP_RECIPIENT)


def _verified(options: dict[str, Any]) -> Contents:
    file, identity = options["passphrase_file"], options["identity_file"]
    return verify(
        options["verify"],
        read_passphrase(file) if file else "",
        read_identity(identity) if identity else "",
    )
