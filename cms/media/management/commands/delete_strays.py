"""Deletes files of pictures and documents that no row names."""

from typing import Any

from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandParser

from cms.media.sweeping import sweep

AN_HOUR = 3600


class Command(BaseCommand):
    help = "Deletes uploads that belong to nothing any more. `run_due` does it once an hour."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", action="store_true", help="also where it was done within the hour")

    def handle(self, *args: Any, **options: Any) -> None:
        # A storage elsewhere takes seconds to list.
        if not cache.add("media.swept", True, AN_HOUR) and not options["now"]:
            return
        count = sweep()
        if options["verbosity"]:
            self.stdout.write(f"Deleted {count} files that belong to nothing.")
