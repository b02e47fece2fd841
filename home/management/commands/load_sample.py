"""Loads the sample content. What is there already, or was deleted since, stays as it is."""

import time
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from home.sample.loading import load
from home.sample.nouns import counted
from home.sample.reader import FOLDER
from home.sample.tasks import Task


class Command(BaseCommand):
    help = "Loads the sample content: pages, posts, pictures, documents and partners in three languages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--folder",
            type=Path,
            default=FOLDER,
            help="The folder of the sample's files, if not the usual one.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.verbosity: int = options["verbosity"]
        begun = time.monotonic()
        try:
            done = load(options["folder"], self._progress)
        except KeyboardInterrupt:
            raise CommandError("Stopped. The next load_sample goes on from here.", returncode=130) from None
        if not self.verbosity:
            return
        if not done:
            self.stdout.write("Nothing to do: the sample content is loaded.")
            return
        self.stdout.write(f"Made {counted(done)} in {time.monotonic() - begun:.0f} s.")

    def _progress(self, phase: str, tasks: list[Task]) -> Iterable[Task]:
        """A bar on a terminal, else one line when the phase begins."""
        if not self.verbosity:
            return tasks
        if self.stdout.isatty():
            return tqdm(tasks, desc=f"{phase:<16}", unit="", leave=True)
        self.stdout.write(f"{phase}: {len(tasks)}")
        self.stdout.flush()
        return tasks
