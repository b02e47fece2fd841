"""Takes the whole site out: content, uploads, comments, redirects, menus, in a form that others can read."""

import os
import time
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.template.defaultfilters import filesizeformat

from cms.full_disk import is_full_disk
from cms.progress import Progress, stoppable
from cms.sealing import SealError, seal_for, sealed
from home.moving.exporting import export
from home.moving.keys import MovingError


class Command(BaseCommand):
    help = "Writes the whole site into a zip of JSON, Markdown and uploads, which import_site puts in again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", type=Path, help="The file to write; it must not be there yet.")
        parser.add_argument("--passphrase-file", type=Path, help="Seal with the first line of this file.")
        parser.add_argument("--recipient", default="", help="Seal for a key of age: age1…")

    def handle(self, *args: Any, **options: Any) -> None:
        begun, out = time.monotonic(), options["out"]
        part = out.with_name(f"{out.name}.part")
        if not out.parent.is_dir():
            raise CommandError(f"There is no folder {out.parent} to write into. Make it, or name another.")
        if out.exists():
            raise CommandError(f"{out} is there already. Name another file, or delete it.")
        try:
            seal = seal_for(options["passphrase_file"], options["recipient"])
            with stoppable(), ExitStack() as stack:
                say = stack.enter_context(Progress(self.stdout, is_quiet=not options["verbosity"]))
                descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
                stack.callback(part.unlink, missing_ok=True)
                file: BinaryIO = stack.enter_context(os.fdopen(descriptor, "w+b"))
                with ExitStack() as sealing:
                    done = export(sealing.enter_context(sealed(file, seal)) if seal else file, say)
                file.flush()
                os.fsync(file.fileno())
                part.rename(out)
        except (MovingError, SealError) as error:
            raise CommandError(str(error)) from None
        except KeyboardInterrupt:
            raise CommandError("Stopped. Nothing was written.", returncode=130) from None
        except (OSError, DatabaseError) as error:
            if is_full_disk(error):
                raise CommandError(
                    f"The disk is full: there is no {out}. Make room, and try again."
                ) from None
            why = isinstance(error, OSError) and error.strerror
            raise CommandError(f"{out} cannot be written: {why or error}") from None
        if options["verbosity"]:
            seconds = time.monotonic() - begun
            counts = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in sorted(done.items()))
            size = filesizeformat(out.stat().st_size)
            self.stdout.write(
                f"{out}: {size} in {seconds:.1f} s ({done.total() / seconds:.0f} things a second)"
            )
            self.stdout.write(f"  {counts}")
