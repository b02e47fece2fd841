"""Puts in what export_site took out."""

import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from cms.full_disk import is_full_disk
from cms.progress import Progress, stoppable
from cms.sealing import SealError, is_sealed, read_identity, read_passphrase, unsealed, why
from home.moving.archive import PIECE, opened
from home.moving.emptiness import refuse_what_is_not_empty
from home.moving.importing import load
from home.moving.keys import MovingError


class Command(BaseCommand):
    help = "Puts a site that export_site wrote into an empty one: all of it, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument("--passphrase-file", type=Path, help="Its first line opens a sealed archive.")
        parser.add_argument("--identity-file", type=Path, help="The key of age that it was sealed for.")

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        try:
            _refuse_what_is_no_file(options["archive"])
            refuse_what_is_not_empty()
            with (
                stoppable(),
                Progress(self.stdout, is_quiet=not options["verbosity"]) as progress,
                _plain(options) as file,
                opened(file) as archive,
            ):
                done = load(archive, progress.say, progress)
        except (MovingError, SealError) as error:
            raise CommandError(f"{error} Nothing was imported.") from None
        except KeyboardInterrupt:
            raise CommandError("Stopped. Nothing was imported.", returncode=130) from None
        except (OSError, DatabaseError) as error:
            raise CommandError(f"{_words(error)} Nothing was imported.") from error
        if options["verbosity"]:
            seconds = time.monotonic() - begun
            counts = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in sorted(done.items()))
            self.stdout.write(
                f"Imported in {seconds:.1f} s ({done.total() / seconds:.0f} things a second): {counts}"
            )


def _words(error: OSError | DatabaseError) -> str:
    if is_full_disk(error):
        return "The disk is full. Make room, and try again."
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return f"The archive cannot be stored: {error}"


def _refuse_what_is_no_file(path: Path) -> None:
    """Raises MovingError for a name that was mistyped, before anything else is said."""
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise MovingError(f"{path} cannot be read: {why(error)}.") from None


@contextmanager
def _plain(options: dict[str, Any]) -> Iterator[IO[bytes]]:
    """The archive, opened where it was sealed; what was opened is gone when it is left."""
    with options["archive"].open("rb") as file:
        if not is_sealed(file):
            yield file
            return
        passphrase, identity = options["passphrase_file"], options["identity_file"]
        with tempfile.TemporaryFile() as plain:
            with unsealed(
                file,
                read_passphrase(passphrase) if passphrase else "",
                read_identity(identity) if identity else "",
            ) as content:
                while piece := content.read(PIECE):
                    plain.write(piece)
            plain.seek(0)
            yield plain
