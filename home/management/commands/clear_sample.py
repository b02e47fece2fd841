"""Removes the sample content, and nothing else."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from home.models import SampleItem
from home.sample.clearing import clear, items, kind_of
from home.sample.nouns import counted


class Command(BaseCommand):
    help = "Removes what load_sample made. What editors made, edited or use stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="Do not ask.")

    def handle(self, *args: Any, **options: Any) -> None:
        present = items()
        if not present:
            self.stdout.write("Nothing to clear: there is no sample content.")
            return
        if not options["yes"]:
            self._ask(present)
        outcome = clear(self._progress)
        for line in outcome.kept:
            self.stdout.write(line)
        self.stdout.write(f"Removed {counted(outcome.removed) or 'nothing'}.")

    def _ask(self, present: list[SampleItem]) -> None:
        """Raises CommandError unless the answer is yes."""
        self.stdout.write(f"This removes the sample: {counted(Counter(map(kind_of, present)))}.")
        self.stdout.write("What editors made, edited or use stays.")
        try:
            answer = input("Type yes to go on: ")
        except EOFError:
            raise CommandError("Nothing was removed. Use --yes where nobody can answer.") from None
        if answer.strip().lower() not in ("y", "yes"):
            raise CommandError("Nothing was removed.")

    def _progress(self, present: list[SampleItem]) -> Iterable[SampleItem]:
        return tqdm(present, desc="Clearing", unit="") if self.stdout.isatty() else present
